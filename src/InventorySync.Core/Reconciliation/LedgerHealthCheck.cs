using System.Globalization;
using InventorySync.Scheduling;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace InventorySync.Reconciliation;

/// <summary>Reports whether the ledger is sound. Add it with <c>services.AddHealthChecks().AddCheck&lt;LedgerHealthCheck&gt;("inventory-ledger")</c>.</summary>
/// <remarks>
/// A verification replays the whole ledger, so that it runs at most every <see cref="VerificationInterval"/> however often the check
/// is asked; in between it answers from the last report. One instance an application; safe from any thread.
/// </remarks>
public sealed class LedgerHealthCheck : IHealthCheck
{
    /// <summary>How old a report may be before the ledger is verified anew.</summary>
    public static readonly TimeSpan VerificationInterval = TimeSpan.FromMinutes(15);

    private readonly ILedgerVerifier _verifier;
    private readonly LoopRuntime _runtime;
    private readonly Lock _lock = new();
    private Task<LedgerReport>? _verification;
    private DateTimeOffset _startedAt;

    internal LedgerHealthCheck(ILedgerVerifier verifier, LoopRuntime runtime)
    {
        _verifier = verifier;
        _runtime = runtime;
    }

    /// <summary>Answers healthy for a sound ledger; otherwise the registration's failure status, with the first differences.</summary>
    /// <param name="context">The registration.</param>
    /// <param name="cancellationToken">Stops waiting; a verification under way goes on for the next one who asks.</param>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        LedgerReport report;
        try
        {
            report = await Verification().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InventorySyncException fault)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The ledger could not be verified.", fault);
        }

        var data = new Dictionary<string, object>
        {
            ["verifiedAt"] = report.StartedAt.ToString("O", CultureInfo.InvariantCulture),
            ["levels"] = report.Levels,
            ["movements"] = report.Movements,
            ["differences"] = report.DifferenceCount,
            ["repairable"] = report.RepairableCount,
            ["hints"] = report.HintCount,
            ["unsettled"] = report.UnsettledCount,
        };
        return report.IsSound
            ? HealthCheckResult.Healthy("The ledger is sound.", data)
            : new HealthCheckResult(
                context.Registration.FailureStatus,
                $"The ledger is not sound: {report.DifferenceCount} differences, the first: {report.Differences[0]}.",
                exception: null,
                data);
    }

    private Task<LedgerReport> Verification()
    {
        TaskCompletionSource<LedgerReport> started;
        lock (_lock)
        {
            var now = _runtime.Now;
            if (_verification is { IsFaulted: false } current && (!current.IsCompleted || now - _startedAt < VerificationInterval))
            {
                return current;
            }

            _startedAt = now;
            started = _runtime.CreateCompletion<LedgerReport>();
            _verification = started.Task;
        }

        // Outside the lock: over an embedded database the verification may run to its end inside this call.
        _ = VerifyAsync(started);
        return started.Task;
    }

    private async Task VerifyAsync(TaskCompletionSource<LedgerReport> started)
    {
        try
        {
            started.SetResult(await _verifier.VerifyAsync(CancellationToken.None).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Handed on to whoever asked for the check.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            started.SetException(fault);
        }
    }
}

using System.Diagnostics;
using InventorySync.Broadcast.Planning;
using InventorySync.Channels;
using InventorySync.Diagnostics;
using InventorySync.Intake;
using InventorySync.Scheduling;
using Microsoft.Extensions.Logging;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Makes one channel's calls beside the dispatcher's loop, each with its time limit, and posts what they came to. Never throws.</summary>
internal sealed class AdapterCalls
{
    /// <summary>How long a reading of the channel's orders may take: many pages, each of them quick.</summary>
    public static readonly TimeSpan OrdersTimeMax = TimeSpan.FromMinutes(2);

    // How much longer than its limit a call is waited for, so that an adapter which gives up in time is heard.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly SalesChannel _channel;
    private readonly IOrderCatchUp _orders;
    private readonly LoopRuntime _runtime;
    private readonly ILogger _logger;
    private readonly Action<CallEnd> _ended;

    /// <param name="channel">Whose calls these are.</param>
    /// <param name="orders">Reads the channel's orders.</param>
    /// <param name="runtime">Time and waiting.</param>
    /// <param name="logger">Hears of adapters that do not keep to their time.</param>
    /// <param name="ended">Takes what each call came to; called from any thread.</param>
    public AdapterCalls(SalesChannel channel, IOrderCatchUp orders, LoopRuntime runtime, ILogger logger, Action<CallEnd> ended)
    {
        _channel = channel;
        _orders = orders;
        _runtime = runtime;
        _logger = logger;
        _ended = ended;
    }

    /// <summary>Makes a call; the task completes when its end is posted.</summary>
    /// <param name="call">The call.</param>
    /// <param name="abort">The application will not wait any longer.</param>
    public async Task MakeAsync(ChannelCall call, CancellationToken abort)
    {
        using var activity = StartActivity(call);
        var end = new CallEnd { Call = call };
        var timeMax = _channel.Descriptor.PushTimeMax;
        switch (call.Kind)
        {
            case CallKind.Push:
                var push = await InTimeAsync(token => _channel.Adapter.PushAsync(call.Pushes, token), timeMax, abort).ConfigureAwait(false);
                end = end with { Results = push.Answer, Fault = push.Fault };
                break;
            case CallKind.Read:
                var read = await InTimeAsync(token => ((IStockReader)_channel.Adapter).ReadStockAsync(call.Ids, token), timeMax, abort).ConfigureAwait(false);
                end = end with { Stock = read.Answer, Fault = read.Fault };
                break;
            default:
                var confirm = await InTimeAsync(token => ((IPushConfirmer)_channel.Adapter).ConfirmAsync(call.Ids, token), timeMax, abort).ConfigureAwait(false);
                end = end with { Confirmations = confirm.Answer, Fault = confirm.Fault };
                break;
        }

        EndActivity(activity, end);
        _ended(end);
    }

    /// <summary>Reads the channel's orders; the task completes when the end is posted.</summary>
    public async Task ReadOrdersAsync(CancellationToken abort)
    {
        var (answer, fault) = await InTimeAsync(
            async token => (object)await _orders.CatchUpAsync(_channel.Id, token).ConfigureAwait(false), OrdersTimeMax, abort).ConfigureAwait(false);
        _ended(new CallEnd { AreOrdersRead = answer is true, Fault = fault });
    }

    private Activity? StartActivity(ChannelCall call)
    {
        if (!InventorySyncActivities.Source.HasListeners())
        {
            return null;
        }

        var activity = InventorySyncActivities.Source.StartActivity(
            call.Kind switch
            {
                CallKind.Push => "inventorysync.broadcast.push",
                CallKind.Read => "inventorysync.broadcast.read",
                _ => "inventorysync.broadcast.confirm",
            },
            ActivityKind.Client);
        activity?.SetTag(DiagnosticTags.Channel, _channel.Id.Value);
        activity?.SetTag(DiagnosticTags.Listings, call.Listings.Count);
        return activity;
    }

    private static void EndActivity(Activity? activity, CallEnd end)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(DiagnosticTags.Accepted, end.Results?.Count(result => result.Status is PushStatus.Accepted or PushStatus.AcceptedToConfirm));
        if (end.Fault is { } fault)
        {
            activity.SetStatus(ActivityStatusCode.Error, fault);
        }
    }

    private async Task<(T? Answer, string? Fault)> InTimeAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan timeMax, CancellationToken abort)
        where T : class
    {
        try
        {
            using var limit = new CancellationTokenSource(timeMax, _runtime.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, abort);
            var work = call(either.Token);
            if (await EndsAsync(work, timeMax + Grace, either, abort).ConfigureAwait(false))
            {
                return (await work.ConfigureAwait(false), null);
            }

            // The call goes on by itself, since nothing can stop it; what it does counts as a late write.
            BroadcastLog.CallNotCancelled(_logger, _channel.Id, timeMax);
            return (null, $"The adapter did not answer within {timeMax} and did not give up when it was told to.");
        }
#pragma warning disable CA1031 // An adapter is code that we do not know: whatever it throws is a failed call of unknown outcome.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return (null, Describe(fault, timeMax, abort));
        }
    }

    private static string Describe(Exception fault, TimeSpan timeMax, CancellationToken abort) => fault switch
    {
        OperationCanceledException when abort.IsCancellationRequested => "The application stopped before the channel answered.",
        OperationCanceledException => $"No answer within {timeMax}.",
        _ => $"{fault.GetType().Name}: {fault.Message}",
    };

    // Not Task.WaitAsync: where it is cancelled, what waits for it goes on in the thread pool, which the simulation can't order.
    private async Task<bool> EndsAsync(Task work, TimeSpan timeMax, CancellationTokenSource give, CancellationToken abort)
    {
        if (work.IsCompleted)
        {
            return true;
        }

        var ended = _runtime.CreateSignal();
        _ = SetWhenEndedAsync(work, ended);
        try
        {
            return await ended.WaitAsync(timeMax, abort).ConfigureAwait(false);
        }
        finally
        {
            // Whoever waits on a token is told in reverse order: at an abort this wait ends before the adapter has been told to
            // give up, and once the sources are disposed of it never would be.
            await CancelAsync(give).ConfigureAwait(false);
        }
    }

    // Not CancellationTokenSource.CancelAsync, which goes by the thread pool.
    private static Task CancelAsync(CancellationTokenSource source)
    {
        source.Cancel();
        return Task.CompletedTask;
    }

    private static async Task SetWhenEndedAsync(Task work, AsyncSignal ended)
    {
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Set();
    }
}

using PosIntegration.Audit;
using PosIntegration.CommandLine;
using PosIntegration.Generator;
using PosIntegration.Input;
using PosIntegration.Plan;
using PosIntegration.Replay.Time;
using PosIntegration.Report;
using Spectre.Console;

namespace PosIntegration.Replay;

/// <summary>The main job from its settings to its report: reads, plans, plays, audits.</summary>
internal sealed class ReplayProgram
{
    private readonly ReplaySettings _settings;
    private readonly IAnsiConsole _console;
    private readonly TimeProvider _wall;

    public ReplayProgram(ReplaySettings settings, IAnsiConsole console, TimeProvider wall)
    {
        _settings = settings;
        _console = console;
        _wall = wall;
    }

    /// <summary>Does it all.</summary>
    /// <exception cref="InputException">The input can't be read, or has nothing to replay.</exception>
    public async Task<Outcome> RunAsync(CancellationToken cancellationToken)
    {
        ISalesSource source = _settings.Input is { } file ? new SalesFile(file) : new GeneratedSales(_settings.Seed, _settings.Period);
        var (lines, account) = SalesReader.Read(source, _settings.Period);
        var plan = Planner.Plan(lines, account, _settings.Outlets, _settings.Seed);
        _console.WriteLine(
            $"Replaying {source.Description} ({_settings.Period}): {Figures.Of(plan.Events.Count)} events of {Figures.Of(plan.Articles.Count)} articles "
            + $"from {Figures.Of(plan.Start)}, speed {_settings.Pace}, seed {_settings.Seed}, buffer {_settings.Buffer}.");

        using var files = ReplayFiles.Make(_settings.Database);
        var live = new LiveTable(_console, _wall);
        ProgressReader? progress = null;
        var clock = new ReplayClock(
            ReplayRun.ClockStart(plan),
            _settings.Pace,
            _wall,
            () => progress is null ? ValueTask.CompletedTask : live.ShowAsync(() => progress.ReadAsync(cancellationToken)));
        var run = await ReplayRun.StartAsync(plan, _settings, files, clock, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            progress = new ProgressReader(plan, run, clock, _wall);
            await live.RunAsync(() => run.RunAsync(cancellationToken)).ConfigureAwait(false);
            var atTheEnd = await progress.ReadAsync(cancellationToken).ConfigureAwait(false);
            var (invariants, book) = await new ReplayAudit(plan, run, clock).CheckAsync(cancellationToken).ConfigureAwait(false);
            return new Outcome
            {
                Source = $"{source.Description} ({_settings.Period})",
                Account = account,
                Progress = atTheEnd,
                Totals = run.Totals,
                UnitsReceived = run.Warehouse.UnitsReceived,
                UnitsWrittenOff = run.Warehouse.UnitsWrittenOff,
                UnitsNotWrittenOff = run.Warehouse.UnitsNotWrittenOff,
                HttpCalls = clock.Calls.Made,
                Invariants = invariants,
                LedgerDigest = book.Digest,
                Database = _settings.Database,
            };
        }
    }
}

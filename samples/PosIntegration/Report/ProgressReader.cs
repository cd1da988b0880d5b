using InventorySync.Broadcast;
using InventorySync.Channels;
using PosIntegration.Plan;
using PosIntegration.Replay;
using PosIntegration.Replay.Time;

namespace PosIntegration.Report;

/// <summary>Reads the figures of the table from where they are kept: the broadcast, the marketplaces, the ledger's incidents, the outlets' own counts.</summary>
internal sealed class ProgressReader
{
    private readonly ReplayPlan _plan;
    private readonly ReplayRun _run;
    private readonly ReplayClock _clock;
    private readonly TimeProvider _wall;
    private readonly long _startedAt;

    public ProgressReader(ReplayPlan plan, ReplayRun run, ReplayClock clock, TimeProvider wall)
    {
        _plan = plan;
        _run = run;
        _clock = clock;
        _wall = wall;
        _startedAt = wall.GetTimestamp();
    }

    public async Task<Progress> ReadAsync(CancellationToken cancellationToken)
    {
        var oversold = new Dictionary<string, long>();
        await foreach (var incident in _run.App.Store.Ledger.ReadIncidentsAsync(openOnly: false, cancellationToken).ConfigureAwait(false))
        {
            var channel = incident.Channel?.Value ?? string.Empty;
            oversold[channel] = oversold.GetValueOrDefault(channel) + incident.Units;
        }

        var rows = new List<ChannelRow>();
        foreach (var totals in _run.Totals)
        {
            var status = totals.IsTill
                ? null
                : await _run.App.Broadcast.ReadStatusAsync(new ChannelId(totals.Name), cancellationToken).ConfigureAwait(false);
            rows.Add(Row(totals, status, oversold.GetValueOrDefault(totals.Name)));
        }

        return new Progress
        {
            At = _clock.Now,
            EventsDone = _run.EventsDone,
            EventsPlanned = _plan.Events.Count,
            Sales = _run.Totals.Sum(totals => totals.Sales),
            Elapsed = _wall.GetElapsedTime(_startedAt),
            Rows = rows,
        };
    }

    private static ChannelRow Row(OutletTotals totals, ChannelStatus? status, long oversold) => new()
    {
        Name = totals.Name,
        Sales = totals.Sales,
        UnitsSold = totals.UnitsSold,
        Listings = status?.Listings,
        Pushes = status?.Pushes,
        Coalesced = status?.CoalescedSignals,
        LagP50 = status?.LagP50,
        LagP99 = status?.LagP99,
        Queue = status?.QueueDepth,
        Throttles = status?.Throttles,
        Refused = totals.UnitsRefused,
        Oversold = oversold,
    };
}

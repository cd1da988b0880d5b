using System.Diagnostics.Metrics;
using InventorySync.Channels;
using InventorySync.Diagnostics;

namespace InventorySync.Broadcast;

/// <summary>What the broadcast reports of itself, channel by channel.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class BroadcastMetrics
{
    private readonly Meter _meter;
    private readonly Histogram<double> _lag;
    private readonly Histogram<double> _pushTime;
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _listings;
    private readonly Counter<long> _throttles;
    private readonly Counter<long> _deadLetters;

    public BroadcastMetrics(InventorySyncMeter meter)
    {
        _meter = meter.Meter;
        _lag = _meter.CreateHistogram(
            "inventorysync.broadcast.lag", "s", "From the commit of a change to the channel's acknowledgement of the quantity that reflects it.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000, 3_000] });
        _pushTime = _meter.CreateHistogram(
            "inventorysync.broadcast.push_time", "s", "Time of one call that wrote quantities.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30] });
        _pushes = _meter.CreateCounter<long>("inventorysync.broadcast.pushes", "{call}", "Calls that wrote quantities.");
        _listings = _meter.CreateCounter<long>("inventorysync.broadcast.listings", "{listing}", "Listings sent, by outcome.");
        _throttles = _meter.CreateCounter<long>("inventorysync.broadcast.throttles", "{call}", "Calls that the channel throttled.");
        _deadLetters = _meter.CreateCounter<long>("inventorysync.broadcast.dead_letters", "{listing}", "Listings that went to the dead letters.");
    }

    /// <summary>Reports, whenever it is asked for, how each channel stands.</summary>
    public void Observe(Func<IEnumerable<ChannelStatus>> statuses)
    {
        _meter.CreateObservableGauge(
            "inventorysync.broadcast.queue_length", () => Measure(statuses, status => status.QueueDepth), "{listing}", "Stale listings that wait to be sent.");
        _meter.CreateObservableGauge(
            "inventorysync.broadcast.units_at_risk", () => Measure(statuses, status => status.UnitsAtRisk), "{unit}", "Units that channels may show beyond what they should.");
        _meter.CreateObservableCounter(
            "inventorysync.broadcast.coalesced", () => Measure(statuses, status => status.CoalescedSignals), "{signal}", "Signals that needed no push of their own.");
        _meter.CreateObservableGauge(
            "inventorysync.broadcast.questions", () => Measure(statuses, status => status.Question is null ? 0 : 1), "{question}", "Blast-radius questions that wait for a person.");
    }

    public void Lag(ChannelId channel, TimeSpan lag)
    {
        if (_lag.Enabled)
        {
            _lag.Record(lag.TotalSeconds, Tag(channel));
        }
    }

    public void Pushed(ChannelId channel, TimeSpan time)
    {
        _pushes.Add(1, Tag(channel));
        _pushTime.Record(time.TotalSeconds, Tag(channel));
    }

    public void Listings(ChannelId channel, string outcome, int count)
    {
        if (count > 0)
        {
            _listings.Add(count, Tag(channel), new KeyValuePair<string, object?>(DiagnosticTags.Outcome, outcome));
        }
    }

    public void Throttled(ChannelId channel) => _throttles.Add(1, Tag(channel));

    public void DeadLetter(ChannelId channel) => _deadLetters.Add(1, Tag(channel));

    private static IEnumerable<Measurement<long>> Measure(Func<IEnumerable<ChannelStatus>> statuses, Func<ChannelStatus, long> value) =>
        statuses().Select(status => new Measurement<long>(value(status), Tag(status.Channel)));

    private static KeyValuePair<string, object?> Tag(ChannelId channel) => new(DiagnosticTags.Channel, channel.Value);
}

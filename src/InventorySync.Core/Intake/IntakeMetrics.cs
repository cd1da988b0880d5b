using System.Diagnostics;
using System.Diagnostics.Metrics;
using InventorySync.Channels;
using InventorySync.Diagnostics;
using InventorySync.Intake.Orders;

namespace InventorySync.Intake;

/// <summary>The intake's instruments.</summary>
internal sealed class IntakeMetrics
{
    private readonly Counter<long> _notifications;
    private readonly Counter<long> _orders;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _postponed;
    private readonly Counter<long> _polls;
    private readonly Counter<long> _sales;
    private readonly Histogram<double> _delay;

    public IntakeMetrics(InventorySyncMeter meter)
    {
        _notifications = meter.Meter.CreateCounter<long>("inventorysync.intake.notifications", "{notification}", "Notifications received, by what became of them.");
        _orders = meter.Meter.CreateCounter<long>("inventorysync.intake.orders", "{order}", "Order snapshots looked at, by the way they came in and what they did.");
        _deadLetters = meter.Meter.CreateCounter<long>("inventorysync.intake.dead_letters", "{letter}", "Orders, notifications and offline sales that went to the dead letters.");
        _postponed = meter.Meter.CreateCounter<long>("inventorysync.intake.postponements", "{notification}", "Notifications whose resource could not be fetched and that are tried again.");
        _polls = meter.Meter.CreateCounter<long>("inventorysync.intake.polls", "{poll}", "Readings of a channel's orders, by how they ended.");
        _sales = meter.Meter.CreateCounter<long>("inventorysync.intake.offline_sales", "{sale}", "Sales of offline tills, by what they did.");
        _delay = meter.Meter.CreateHistogram(
            "inventorysync.intake.delay",
            "s",
            "From the moment at which a channel changed an order until it was applied here.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400] });
    }

    public void Received(ChannelId channel, IntakeStatus status)
    {
        var name = Outcome(Name(status));
        if (status == IntakeStatus.UnknownChannel)
        {
            // Whoever calls can name any channel: such names must not become tags.
            _notifications.Add(1, name);
        }
        else
        {
            _notifications.Add(1, Channel(channel), name);
        }
    }

    public void OrderApplied(ChannelId channel, OrderArrival arrival, in OrderEffect effect, TimeSpan delay)
    {
        if (_orders.Enabled)
        {
            _orders.Add(1, new TagList { Channel(channel), new(DiagnosticTags.Arrival, Name(arrival)), Outcome(Name(effect.Change)) });
        }

        if (effect.Fault is not null)
        {
            _deadLetters.Add(1, Channel(channel), Kind("order"));
        }

        // A clock at the channel that runs ahead of ours must not show as a negative delay.
        if (effect.Change == OrderChangeKind.Changed && _delay.Enabled)
        {
            _delay.Record(Math.Max(0, delay.TotalSeconds), Channel(channel), new KeyValuePair<string, object?>(DiagnosticTags.Arrival, Name(arrival)));
        }
    }

    public void NotificationDeadLettered(ChannelId channel) =>
        _deadLetters.Add(1, Channel(channel), Kind("notification"));

    public void Postponed(ChannelId channel) => _postponed.Add(1, Channel(channel));

    public void Polled(ChannelId channel, bool succeeded) =>
        _polls.Add(1, Channel(channel), Outcome(succeeded ? "succeeded" : "failed"));

    public void SaleDrained(ChannelId till, bool isRepeat) =>
        _sales.Add(1, Channel(till), Outcome(isRepeat ? "repeated" : "applied"));

    public void SaleDeadLettered(ChannelId till) =>
        _deadLetters.Add(1, Channel(till), Kind("offline_sale"));

    private static KeyValuePair<string, object?> Channel(ChannelId channel) => new(DiagnosticTags.Channel, channel.Value);

    private static KeyValuePair<string, object?> Outcome(string outcome) => new(DiagnosticTags.Outcome, outcome);

    private static KeyValuePair<string, object?> Kind(string kind) => new(DiagnosticTags.Kind, kind);

    private static string Name(IntakeStatus status) => status switch
    {
        IntakeStatus.Applied => "applied",
        IntakeStatus.Queued => "queued",
        IntakeStatus.Repeat => "repeat",
        IntakeStatus.Ignored => "ignored",
        IntakeStatus.Malformed => "malformed",
        IntakeStatus.Forged => "forged",
        IntakeStatus.UnknownChannel => "unknown_channel",
        _ => "not_supported",
    };

    private static string Name(OrderArrival arrival) => arrival switch
    {
        OrderArrival.Notification => "notification",
        OrderArrival.Poll => "poll",
        OrderArrival.Direct => "direct",
        _ => "retry",
    };

    private static string Name(OrderChangeKind change) => change switch
    {
        OrderChangeKind.Changed => "changed",
        OrderChangeKind.Unchanged => "unchanged",
        _ => "stale",
    };
}

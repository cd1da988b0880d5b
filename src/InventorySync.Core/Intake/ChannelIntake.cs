using System.Diagnostics;
using InventorySync.Channels;
using InventorySync.Diagnostics;
using InventorySync.Intake.Orders;
using InventorySync.Intake.Tills;
using InventorySync.Scheduling;
using InventorySync.Storage;
using InventorySync.Storage.Coordination;
using Microsoft.Extensions.Logging;

namespace InventorySync.Intake;

/// <summary>The door for all that happened elsewhere.</summary>
internal sealed partial class ChannelIntake : IIntake
{
    private readonly ChannelRegistry _channels;
    private readonly IInventoryStore _store;
    private readonly OrderIntake _orders;
    private readonly SaleIntake _sales;
    private readonly IntakeLoops _loops;
    private readonly LoopRuntime _runtime;
    private readonly IntakeMetrics _metrics;
    private readonly ILogger<ChannelIntake> _logger;

    public ChannelIntake(
        ChannelRegistry channels,
        IInventoryStore store,
        OrderIntake orders,
        SaleIntake sales,
        IntakeLoops loops,
        LoopRuntime runtime,
        IntakeMetrics metrics,
        ILogger<ChannelIntake> logger)
    {
        _channels = channels;
        _store = store;
        _orders = orders;
        _sales = sales;
        _loops = loops;
        _runtime = runtime;
        _metrics = metrics;
        _logger = logger;
    }

    public async Task<IntakeResult> ReceiveAsync(ChannelId channel, ChannelNotification notification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(notification);
        using var activity = InventorySyncActivities.Source.StartActivity("inventorysync.intake.receive", ActivityKind.Consumer);
        var result = _channels.Find(channel) switch
        {
            null => new IntakeResult { Status = IntakeStatus.UnknownChannel },
            { Adapter: INotificationReceiver receiver } found => await KeepAsync(found, receiver.Receive(notification), notification, cancellationToken).ConfigureAwait(false),
            _ => new IntakeResult { Status = IntakeStatus.NotSupported },
        };
        activity?.SetTag(DiagnosticTags.Channel, channel.Value).SetTag(DiagnosticTags.Outcome, result.Status);
        _metrics.Received(channel, result.Status);
        return result;
    }

    public Task<IntakeReport> ApplyOrdersAsync(ChannelId channel, IReadOnlyList<ChannelOrder> orders, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(orders);
        return _orders.ApplyAllAsync(_channels.Get(channel), orders, OrderArrival.Direct, cancellationToken);
    }

    public Task<bool> CatchUpAsync(ChannelId channel, CancellationToken cancellationToken = default) => _loops.CatchUpAsync(channel, cancellationToken);

    public Task<TillDrainReport> DrainAsync(TillJournal journal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return journal.DrainAsync(_sales, cancellationToken);
    }

    private async Task<IntakeResult> KeepAsync(
        SalesChannel channel, NotificationContent content, ChannelNotification notification, CancellationToken cancellationToken)
    {
        switch (content.Status)
        {
            case NotificationStatus.Orders:
                var report = await _orders.ApplyAllAsync(channel, content.Orders, OrderArrival.Notification, cancellationToken).ConfigureAwait(false);
                return new IntakeResult { Status = IntakeStatus.Applied, Key = content.Key, Report = report };
            case NotificationStatus.ToFetch:
                return await QueueAsync(channel, content, notification, cancellationToken).ConfigureAwait(false);
            case NotificationStatus.Ignored:
                return new IntakeResult { Status = IntakeStatus.Ignored };
            case NotificationStatus.Malformed:
                return await BuryAsync(channel, content, notification, cancellationToken).ConfigureAwait(false);
            default:
                // Whatever is not known to be the channel's own counts as forged.
                Log.Forged(_logger, channel.Id);
                return new IntakeResult { Status = IntakeStatus.Forged };
        }
    }

    private async Task<IntakeResult> QueueAsync(
        SalesChannel channel, NotificationContent content, ChannelNotification notification, CancellationToken cancellationToken)
    {
        var now = _runtime.Now;
        var entry = new InboxEntry
        {
            Channel = channel.Id,
            Key = KeyOf(content, notification),
            Payload = content.Payload,
            KeyIsUnique = content.KeyIsUnique,
            ReceivedAt = now,
            DueAt = now,
        };
        bool isAdded;
        var isWorkedOnHere = false;
        try
        {
            isAdded = await _store.Inbox.AddAsync(entry, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Whatever the answer: one that was lost may have left the entry there, whose repeat is then none that anybody works on.
            isWorkedOnHere = _loops.Wake(channel.Id);
        }

        if (!isWorkedOnHere)
        {
            await TellOthersAsync(channel.Id, cancellationToken).ConfigureAwait(false);
        }

        return new IntakeResult { Status = isAdded ? IntakeStatus.Queued : IntakeStatus.Repeat, Key = entry.Key };
    }

    private async Task TellOthersAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        if (_store.Coordination is not { } coordination)
        {
            return;
        }

        try
        {
            await coordination.AnnounceAsync([new StoreChange(StoreChangeKind.Inbox, channel)], cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            // The notification is kept, and found within a minute all the same.
            Log.NotTold(_logger, channel, fault);
        }
    }

    private async Task<IntakeResult> BuryAsync(
        SalesChannel channel, NotificationContent content, ChannelNotification notification, CancellationToken cancellationToken)
    {
        var key = KeyOf(content, notification);
        var cause = content.Fault ?? "The adapter could not read the notification and did not say why.";
        await _store.DeadLetters.AddAsync(NotificationLetter.Of(channel.Id, key, content.Payload, cause, _runtime), cancellationToken).ConfigureAwait(false);
        _metrics.NotificationDeadLettered(channel.Id);
        Log.Malformed(_logger, key, channel.Id, cause);
        return new IntakeResult { Status = IntakeStatus.Malformed, Key = key };
    }

    private static string KeyOf(NotificationContent content, ChannelNotification notification) =>
        LetterKey.Fits(content.Key) ? content.Key : LetterKey.OfContent(notification.Body.Span);

    private static partial class Log
    {
        [LoggerMessage(IntakeEvents.NotificationNotTold, LogLevel.Warning, "The process that keeps {Channel} could not be told of a notification; it finds it by itself a little later")]
        public static partial void NotTold(ILogger logger, ChannelId channel, Exception fault);

        [LoggerMessage(IntakeEvents.NotificationForged, LogLevel.Warning, "A notification that claims to be of {Channel} has a signature that does not fit; nothing is kept of it")]
        public static partial void Forged(ILogger logger, ChannelId channel);

        [LoggerMessage(IntakeEvents.NotificationMalformed, LogLevel.Error, "Notification {Key} of {Channel} can't be read and stands in the dead letters: {Cause}")]
        public static partial void Malformed(ILogger logger, string key, ChannelId channel, string cause);
    }
}

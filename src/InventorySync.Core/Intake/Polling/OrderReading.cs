using System.Diagnostics;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Diagnostics;
using InventorySync.Engine;
using InventorySync.Intake.Orders;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Intake.Polling;

/// <summary>One reading of a channel's orders from the cursor to the newest; keeps the cursor and the sync log.</summary>
/// <remarks>Used by its channel's poller alone.</remarks>
internal sealed partial class OrderReading
{
    /// <summary>How long one page may take; a channel that never answers must not hold its poller for ever.</summary>
    public static readonly TimeSpan PageTimeMax = TimeSpan.FromMinutes(2);

    private readonly SalesChannel _channel;
    private readonly IOrderReader _reader;
    private readonly IChannelStore _store;
    private readonly OrderIntake _orders;
    private readonly ChannelAnswers _answers;
    private readonly int _syncLogLength;
    private readonly LoopRuntime _runtime;
    private readonly IntakeMetrics _metrics;
    private readonly ILogger _logger;

    public OrderReading(
        SalesChannel channel,
        IOrderReader reader,
        IChannelStore store,
        OrderIntake orders,
        ChannelAnswers answers,
        int syncLogLength,
        LoopRuntime runtime,
        IntakeMetrics metrics,
        ILogger logger)
    {
        _channel = channel;
        _reader = reader;
        _store = store;
        _orders = orders;
        _answers = answers;
        _syncLogLength = syncLogLength;
        _runtime = runtime;
        _metrics = metrics;
        _logger = logger;
    }

    /// <summary>Reads page by page. A page counts as read once each of its orders is applied or stands in the dead letters.</summary>
    /// <returns>Whether the end was reached.</returns>
    public async Task<bool> RunAsync(CancellationToken stopping)
    {
        var startedAt = _runtime.Now;
        var read = new IntakeReport();
        string? cause = null;
        try
        {
            // From the store each time: another process that reads the same channel may have come further.
            var cursor = (await _store.ReadAsync(_channel.Id, stopping).ConfigureAwait(false)).OrderCursor;
            bool hasMore;
            do
            {
                var page = await ReadPageAsync(cursor, stopping).ConfigureAwait(false);
                read = read.Plus(await _orders.ApplyAllAsync(_channel, page.Orders, OrderArrival.Poll, stopping).ConfigureAwait(false));
                hasMore = page.HasMore;
                if (page.Cursor != cursor)
                {
                    await _store.SaveOrderCursorAsync(_channel.Id, page.Cursor, stopping).ConfigureAwait(false);
                    cursor = page.Cursor;
                }
                else if (hasMore)
                {
                    throw new InvalidOperationException($"The adapter says that more orders follow and gives the cursor '{cursor}' again: reading on would never end.");
                }
            }
            while (hasMore);
        }
#pragma warning disable CA1031 // The adapter's border and the top of the poller's loop: whatever failed, the next reading begins at the kept cursor.
        catch (Exception fault) when (fault is not StockControllerStoppedException && !(fault is OperationCanceledException && stopping.IsCancellationRequested))
#pragma warning restore CA1031
        {
            cause = fault.Message;
            Log.Failed(_logger, _channel.Id, fault);
        }

        _metrics.Polled(_channel.Id, cause is null);
        await WriteLogAsync(read, startedAt, cause, stopping).ConfigureAwait(false);
        return cause is null;
    }

    private async Task<OrderPage> ReadPageAsync(string? cursor, CancellationToken stopping)
    {
        using var activity = InventorySyncActivities.Source.StartActivity("inventorysync.intake.poll", ActivityKind.Client);
        activity?.SetTag(DiagnosticTags.Channel, _channel.Id.Value);
        using var time = new CancellationTokenSource(PageTimeMax, _runtime.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stopping);
        try
        {
            var page = await _reader.ReadOrdersAsync(cursor, linked.Token).ConfigureAwait(false);
            activity?.SetTag(DiagnosticTags.Orders, page.Orders.Count);
            _answers.Add();
            return page;
        }
        catch (OperationCanceledException fault) when (time.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new TimeoutException($"The channel did not answer within {PageTimeMax}.", fault);
        }
    }

    /// <summary>Readings that found nothing new are left out of the log: at one every two minutes they would drive everything else out of it.</summary>
    private async Task WriteLogAsync(IntakeReport read, DateTimeOffset startedAt, string? cause, CancellationToken stopping)
    {
        if (cause is null && read.Changed == 0 && read.DeadLettered == 0)
        {
            return;
        }

        Log.Finished(_logger, _channel.Id, read.Orders, read.Changed, read.DeadLettered);
        var run = new SyncRun
        {
            Id = _runtime.NewUuid(),
            Channel = _channel.Id,
            Kind = SyncRunKind.OrderPoll,
            StartedAt = startedAt,
            Duration = _runtime.Now - startedAt,
            Sent = read.Orders,
            Accepted = read.Changed,
            Rejected = read.DeadLettered,
            Failed = cause is null ? 0 : 1,
            Cause = cause,
        };
        try
        {
            await _store.AppendAsync([run], _syncLogLength, stopping).ConfigureAwait(false);
        }
        catch (StorageException fault)
        {
            // The orders are applied; only the line about them is missing.
            Log.NotLogged(_logger, _channel.Id, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(IntakeEvents.PollFinished, LogLevel.Debug, "Read {Orders} orders of {Channel}: {Changed} changed stock, {DeadLettered} went to the dead letters")]
        public static partial void Finished(ILogger logger, ChannelId channel, int orders, int changed, int deadLettered);

        [LoggerMessage(IntakeEvents.PollFailed, LogLevel.Warning, "The orders of {Channel} could not be read; it is tried again")]
        public static partial void Failed(ILogger logger, ChannelId channel, Exception fault);

        [LoggerMessage(IntakeEvents.PollNotLogged, LogLevel.Warning, "A reading of {Channel}'s orders could not be written to the sync log")]
        public static partial void NotLogged(ILogger logger, ChannelId channel, Exception fault);
    }
}

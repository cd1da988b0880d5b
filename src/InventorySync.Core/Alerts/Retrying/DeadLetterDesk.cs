using InventorySync.Broadcast;
using InventorySync.Broadcast.Dispatch;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Intake.Orders;
using InventorySync.Intake.Tills;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Alerts.Retrying;

/// <summary>Reads, retries and dismisses dead letters.</summary>
internal sealed partial class DeadLetterDesk : IDeadLetters
{
    private const string RetriedReason = "It was tried again and worked.";

    private readonly IInventoryStore _store;
    private readonly ChannelRegistry _channels;
    private readonly OrderIntake _orders;
    private readonly OrderLetters _orderLetters;
    private readonly SaleIntake _sales;
    private readonly BroadcastLoop _broadcast;
    private readonly BroadcastSignals _signals;
    private readonly LoopRuntime _runtime;
    private readonly ILogger<DeadLetterDesk> _logger;

    public DeadLetterDesk(
        IInventoryStore store,
        ChannelRegistry channels,
        OrderIntake orders,
        OrderLetters orderLetters,
        SaleIntake sales,
        BroadcastLoop broadcast,
        BroadcastSignals signals,
        LoopRuntime runtime,
        ILogger<DeadLetterDesk> logger)
    {
        _store = store;
        _channels = channels;
        _orders = orders;
        _orderLetters = orderLetters;
        _sales = sales;
        _broadcast = broadcast;
        _signals = signals;
        _runtime = runtime;
        _logger = logger;
    }

    public IAsyncEnumerable<DeadLetter> ReadAsync(bool openOnly = true, CancellationToken cancellationToken = default) =>
        _store.DeadLetters.ReadAsync(openOnly, cancellationToken);

    public Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken = default) => _store.DeadLetters.FindAsync(id, cancellationToken);

    public async Task<bool> DismissAsync(Guid id, string reason, CancellationToken cancellationToken = default)
    {
        IdentifierRules.Validated(reason, "Reason", StockOperation.ReasonLengthMax);
        var isClosed = await _store.DeadLetters
            .CloseAsync(id, DeadLetterStatus.Dismissed, reason, _runtime.Now, cancellationToken).ConfigureAwait(false);
        if (isClosed)
        {
            Log.Dismissed(_logger, id, reason);
        }

        return isClosed;
    }

    public async Task<DeadLetterRetry> RetryAsync(Guid id, CancellationToken cancellationToken = default)
    {
        var letter = await _store.DeadLetters.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (letter is null)
        {
            return new DeadLetterRetry(DeadLetterRetryStatus.NotFound);
        }

        if (letter.Status != DeadLetterStatus.Open)
        {
            return new DeadLetterRetry(DeadLetterRetryStatus.NotOpen);
        }

        var cause = letter.Kind switch
        {
            DeadLetterKind.Push => await RetryPushAsync(letter, cancellationToken).ConfigureAwait(false),
            DeadLetterKind.Notification => await RetryNotificationAsync(letter, cancellationToken).ConfigureAwait(false),
            DeadLetterKind.Order => await RetryOrderAsync(letter, cancellationToken).ConfigureAwait(false),
            DeadLetterKind.OfflineSale => await _sales.RetryAsync(letter, cancellationToken).ConfigureAwait(false),
            _ => $"Letters of the kind {letter.Kind} can't be retried by this version.",
        };
        return await FinishAsync(letter, cause, cancellationToken).ConfigureAwait(false);
    }

    private async Task<DeadLetterRetry> FinishAsync(DeadLetter letter, string? cause, CancellationToken cancellationToken)
    {
        Log.Retried(_logger, letter.Id, letter.Kind, letter.Key, letter.Channel, cause ?? "succeeded");
        if (cause is null)
        {
            // False where the order's own settling has closed it already.
            await _store.DeadLetters
                .CloseAsync(letter.Id, DeadLetterStatus.Retried, RetriedReason, _runtime.Now, cancellationToken).ConfigureAwait(false);
            return new DeadLetterRetry(DeadLetterRetryStatus.Succeeded);
        }

        // Of an order the intake has kept the newest snapshot with its cause; every other letter takes the cause of this try.
        if (letter.Kind != DeadLetterKind.Order && letter.Cause != cause)
        {
            await _store.DeadLetters.AddAsync(letter with { Cause = cause, At = _runtime.Now }, cancellationToken).ConfigureAwait(false);
        }

        return new DeadLetterRetry(DeadLetterRetryStatus.Failed, cause);
    }

    private async Task<string?> RetryPushAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (!Sku.TryCreate(letter.Key, out var sku, out var fault))
        {
            return fault;
        }

        var listing = await _store.Listings.FindAsync(letter.Channel, sku, cancellationToken).ConfigureAwait(false);
        if (listing is null)
        {
            return $"SKU '{sku}' is no longer listed on {letter.Channel}; dismiss the letter.";
        }

        if (_broadcast.Find(letter.Channel) is not { } seat)
        {
            return NotRegistered(letter.Channel);
        }

        await seat.EditAsync(
            [sku],
            (_, row) => row is { Status: ListingStatus.Rejected } ? row with { Status = ListingStatus.Active, FailedAttempts = 0 } : row,
            cancellationToken).ConfigureAwait(false);

        _signals.ListingChanged(letter.Channel, sku);
        return null;
    }

    private async Task<string?> RetryNotificationAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (_channels.Find(letter.Channel) is not { } channel || channel.Adapter is not INotificationReceiver receiver)
        {
            return NotRegistered(letter.Channel);
        }

        IReadOnlyList<ChannelOrder> orders;
        try
        {
            orders = await receiver.FetchOrdersAsync(letter.Payload ?? string.Empty, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The adapter's border: whatever it throws is why the retry failed.
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return fault.Message;
        }

        await _orders.ApplyAllAsync(channel, orders, OrderArrival.Retry, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<string?> RetryOrderAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (_channels.Find(letter.Channel) is not { } channel)
        {
            return NotRegistered(letter.Channel);
        }

        if (ChannelOrderJson.Read(letter.Payload) is not { } order)
        {
            return "The letter holds no order that can be read; correct the order by hand from the letter's text, then dismiss the letter.";
        }

        var effect = await _orders.ApplyAsync(channel, order, OrderArrival.Retry, cancellationToken).ConfigureAwait(false);
        if (effect.Fault is null)
        {
            var reason = effect.Change == OrderChangeKind.Stale ? "A newer snapshot of the order is applied." : OrderLetters.AppliedReason;
            await _orderLetters.CloseAsync(letter, order.OrderId, reason, cancellationToken).ConfigureAwait(false);
        }

        return effect.Fault;
    }

    private static string NotRegistered(ChannelId channel) => $"Channel '{channel}' is not registered; register it, or dismiss the letter.";

    private static partial class Log
    {
        [LoggerMessage(IntakeEvents.LetterRetried, LogLevel.Information, "Dead letter {Id} ({Kind} {Key} of {Channel}) was tried again: {Result}")]
        public static partial void Retried(ILogger logger, Guid id, DeadLetterKind kind, string key, ChannelId channel, string result);

        [LoggerMessage(IntakeEvents.LetterDismissed, LogLevel.Information, "Dead letter {Id} was dismissed: {Reason}")]
        public static partial void Dismissed(ILogger logger, Guid id, string reason);
    }
}

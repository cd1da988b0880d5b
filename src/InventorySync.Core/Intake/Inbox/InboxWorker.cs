using System.Diagnostics;
using InventorySync.Channels;
using InventorySync.Diagnostics;
using InventorySync.Intake.Orders;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Intake.Inbox;

/// <summary>Does one inbox entry: fetches what it names, applies it, takes the entry out; or puts it off, or into the dead letters.</summary>
/// <remarks>Used by its channel's inbox loop alone.</remarks>
internal sealed partial class InboxWorker
{
    /// <summary>How long one fetch may take; a channel that never answers must not hold its inbox for ever.</summary>
    public static readonly TimeSpan FetchTimeMax = TimeSpan.FromMinutes(2);

    private readonly SalesChannel _channel;
    private readonly INotificationReceiver _receiver;
    private readonly IInventoryStore _store;
    private readonly OrderIntake _orders;
    private readonly ChannelAnswers _answers;
    private readonly IntakeOptions _options;
    private readonly LoopRuntime _runtime;
    private readonly IntakeMetrics _metrics;
    private readonly ILogger _logger;

    // How often an entry failed although the channel had answered since its last failure: what tells a poisonous entry from
    // an outage. Lost at a restart, which only gives the entry more tries.
    private readonly Dictionary<string, Strikes> _strikes = [];

    public InboxWorker(
        SalesChannel channel,
        INotificationReceiver receiver,
        IInventoryStore store,
        OrderIntake orders,
        ChannelAnswers answers,
        IntakeOptions options,
        LoopRuntime runtime,
        IntakeMetrics metrics,
        ILogger logger)
    {
        _channel = channel;
        _receiver = receiver;
        _store = store;
        _orders = orders;
        _answers = answers;
        _options = options;
        _runtime = runtime;
        _metrics = metrics;
        _logger = logger;
    }

    /// <returns>Whether the entry is done with; false: it was put off.</returns>
    /// <exception cref="StorageException">The store failed; the entry still waits.</exception>
    public async Task<bool> WorkOnAsync(InboxEntry entry, CancellationToken stopping)
    {
        IReadOnlyList<ChannelOrder> orders;
        try
        {
            orders = await FetchAsync(entry.Payload, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (FormatException fault)
        {
            await DeadLetterAsync(entry, fault.Message, stopping).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // The adapter's border: whatever it throws means that the channel could not be asked.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return await FailAsync(entry, fault, stopping).ConfigureAwait(false);
        }

        _answers.Add();
        await _orders.ApplyAllAsync(_channel, orders, OrderArrival.Notification, stopping).ConfigureAwait(false);
        await CompleteAsync(entry, stopping).ConfigureAwait(false);
        return true;
    }

    private async Task<IReadOnlyList<ChannelOrder>> FetchAsync(string payload, CancellationToken stopping)
    {
        using var activity = InventorySyncActivities.Source.StartActivity("inventorysync.intake.fetch", ActivityKind.Client);
        activity?.SetTag(DiagnosticTags.Channel, _channel.Id.Value);
        using var time = new CancellationTokenSource(FetchTimeMax, _runtime.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stopping);
        try
        {
            return await _receiver.FetchOrdersAsync(payload, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException fault) when (time.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            throw new TimeoutException($"The channel did not answer within {FetchTimeMax}.", fault);
        }
    }

    private async Task<bool> FailAsync(InboxEntry entry, Exception fault, CancellationToken stopping)
    {
        var strikes = StrikeAgainst(entry);
        if (strikes >= _channel.Options.Retry.AttemptsMax)
        {
            await DeadLetterAsync(entry, fault.Message, stopping).ConfigureAwait(false);
            return true;
        }

        var failures = entry.FailedAttempts + 1;
        var delay = RetryDelay.Of(_channel.Options.Retry, failures, _runtime.NextDouble());
        await _store.Inbox.PostponeAsync(_channel.Id, entry.Key, _runtime.Now + delay, fault.Message, stopping).ConfigureAwait(false);
        _metrics.Postponed(_channel.Id);
        Log.Postponed(_logger, entry.Key, _channel.Id, delay, failures, fault);
        return false;
    }

    private int StrikeAgainst(InboxEntry entry)
    {
        var before = _strikes.GetValueOrDefault(entry.Key);
        var answers = _answers.Count;
        var isStruck = before.Count == 0 || before.Answers != answers;
        var strikes = new Strikes(before.Count + (isStruck ? 1 : 0), answers);
        _strikes[entry.Key] = strikes;
        return strikes.Count;
    }

    private async Task DeadLetterAsync(InboxEntry entry, string cause, CancellationToken stopping)
    {
        // The letter before the completion: between the two a crash leaves both, and what stands twice is applied once.
        var letter = NotificationLetter.Of(_channel.Id, entry.Key, entry.Payload, cause, _runtime);
        await _store.DeadLetters.AddAsync(letter, stopping).ConfigureAwait(false);
        await CompleteAsync(entry, stopping).ConfigureAwait(false);
        _metrics.NotificationDeadLettered(_channel.Id);
        Log.DeadLettered(_logger, entry.Key, _channel.Id, cause);
    }

    private async Task CompleteAsync(InboxEntry entry, CancellationToken stopping)
    {
        _strikes.Remove(entry.Key);
        DateTimeOffset? rememberUntil = entry.KeyIsUnique ? _runtime.Now + _options.InboxMemory : null;
        await _store.Inbox.CompleteAsync(entry, rememberUntil, stopping).ConfigureAwait(false);
    }

    private readonly record struct Strikes(int Count, long Answers);

    private static partial class Log
    {
        [LoggerMessage(IntakeEvents.InboxPostponed, LogLevel.Warning, "Notification {Key} of {Channel} could not be fetched and is tried again in {Delay}; failures so far: {Failures}")]
        public static partial void Postponed(ILogger logger, string key, ChannelId channel, TimeSpan delay, int failures, Exception fault);

        [LoggerMessage(IntakeEvents.InboxDeadLettered, LogLevel.Error, "Notification {Key} of {Channel} stands in the dead letters: {Cause}")]
        public static partial void DeadLettered(ILogger logger, string key, ChannelId channel, string cause);
    }
}

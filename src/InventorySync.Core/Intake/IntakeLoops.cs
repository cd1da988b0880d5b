using System.Collections.Frozen;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Intake.Inbox;
using InventorySync.Intake.Orders;
using InventorySync.Intake.Polling;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Intake;

/// <summary>Runs an inbox loop and an order poller for every channel that has the ability.</summary>
internal sealed class IntakeLoops : ILoop, IOrderCatchUp, IAsyncDisposable
{
    private readonly ChannelRegistry _channels;
    private readonly IInventoryStore _store;
    private readonly OrderIntake _orders;
    private readonly IntakeOptions _options;
    private readonly BroadcastOptions _broadcast;
    private readonly LoopRuntime _runtime;
    private readonly IntakeMetrics _metrics;
    private readonly ILogger<IntakeLoops> _logger;
    private FrozenDictionary<ChannelId, ChannelLoops> _loops = FrozenDictionary<ChannelId, ChannelLoops>.Empty;
    private CancellationTokenSource? _stopping;
    private Task _running = Task.CompletedTask;

    public IntakeLoops(
        ChannelRegistry channels,
        IInventoryStore store,
        OrderIntake orders,
        IOptions<IntakeOptions> options,
        IOptions<BroadcastOptions> broadcast,
        LoopRuntime runtime,
        IntakeMetrics metrics,
        ILogger<IntakeLoops> logger)
    {
        _channels = channels;
        _store = store;
        _orders = orders;
        _options = options.Value;
        _broadcast = broadcast.Value;
        _runtime = runtime;
        _metrics = metrics;
        _logger = logger;
    }

    public LoopStage Stage => LoopStage.Intake;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _stopping = new CancellationTokenSource();
        var loops = _channels.All.Select(channel => KeyValuePair.Create(channel.Id, Create(channel))).ToArray();
        _loops = loops.ToFrozenDictionary();
        var running = new List<Task>();
        foreach (var (_, loop) in loops)
        {
            running.Add(loop.Inbox?.RunAsync(_stopping.Token) ?? Task.CompletedTask);
            running.Add(loop.Poller?.RunAsync(_stopping.Token) ?? Task.CompletedTask);
        }

        _running = Task.WhenAll(running);
        return Task.CompletedTask;
    }

    /// <summary>Ends the loops at once: what waits stands in the inbox, and the cursor at the last page that was applied whole.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping?.Cancel();
        return _running.WaitAsync(cancellationToken);
    }

    /// <summary>Tells a channel's inbox that an entry has come in.</summary>
    public void Wake(ChannelId channel)
    {
        if (_loops.TryGetValue(channel, out var loops))
        {
            loops.Inbox?.Wake();
        }
    }

    public async Task<bool> CatchUpAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        _channels.Get(channel);
        if (!_loops.TryGetValue(channel, out var loops))
        {
            // Nothing runs, so nothing can be read.
            return false;
        }

        var isEmptied = loops.Inbox is null || await loops.Inbox.DrainAsync(cancellationToken).ConfigureAwait(false);
        var isRead = loops.Poller is null || await loops.Poller.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        return isEmptied && isRead;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _stopping?.Dispose();
        _stopping = null;
    }

    private ChannelLoops Create(SalesChannel channel)
    {
        var answers = new ChannelAnswers();
        var inbox = channel.Adapter is INotificationReceiver receiver
            ? new InboxLoop(
                channel,
                _store.Inbox,
                new InboxWorker(channel, receiver, _store, _orders, answers, _options, _runtime, _metrics, _logger),
                _runtime,
                _logger)
            : null;
        var poller = channel.Adapter is IOrderReader reader
            ? new OrderPoller(
                channel,
                new OrderReading(channel, reader, _store.Channels, _orders, answers, _broadcast.SyncLogLength, _runtime, _metrics, _logger),
                _runtime)
            : null;
        return new ChannelLoops(inbox, poller);
    }

    private sealed record ChannelLoops(InboxLoop? Inbox, OrderPoller? Poller);
}

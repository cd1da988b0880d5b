using System.Collections.Concurrent;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Intake.Inbox;
using InventorySync.Intake.Orders;
using InventorySync.Intake.Polling;
using InventorySync.Processes;
using InventorySync.Scheduling;
using InventorySync.Storage;
using InventorySync.Storage.Coordination;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Intake;

/// <summary>Runs an inbox loop and an order poller for every channel that has the ability and that this process keeps.</summary>
internal sealed class IntakeLoops : ILoop, IOrderCatchUp, IChannelTenant, IAsyncDisposable
{
    private readonly ChannelRegistry _channels;
    private readonly IInventoryStore _store;
    private readonly OrderIntake _orders;
    private readonly IntakeOptions _options;
    private readonly BroadcastOptions _broadcast;
    private readonly LoopRuntime _runtime;
    private readonly IntakeMetrics _metrics;
    private readonly ILogger<IntakeLoops> _logger;
    private readonly ConcurrentDictionary<ChannelId, ChannelLoops> _loops = new();
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
        if (_store.Coordination is not null)
        {
            // Each channel's loops run while this process keeps it.
            return Task.CompletedTask;
        }

        var loops = _channels.All.Select(Create).ToArray();
        foreach (var loop in loops)
        {
            _loops[loop.Channel.Id] = loop;
        }

        _running = Task.WhenAll([.. loops.Select(loop => loop.RunAsync(_stopping.Token))]);
        return Task.CompletedTask;
    }

    public void Begin(ChannelId channel, IStoreLease lease)
    {
        var loops = Create(_channels.Get(channel));
        loops.Ending = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost);
        _loops[channel] = loops;
        loops.Running = loops.RunAsync(loops.Ending.Token);
    }

    /// <summary>Ends the channel's loops at once, as at a stop; an adapter that does not honour its token is left behind where there is no time to drain.</summary>
    public async Task EndAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        if (!_loops.TryRemove(channel, out var loops) || loops.Ending is not { } ending)
        {
            return;
        }

        Cancel(ending);
        try
        {
            await loops.Running.WaitAsync(cancellationToken).ConfigureAwait(false);
            ending.Dispose();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What it still does is harmless: orders and notifications are applied once, whoever brings them.
        }
    }

    /// <summary>Ends the loops at once: what waits stands in the inbox, and the cursor at the last page that was applied whole.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping?.Cancel();
        return _running.WaitAsync(cancellationToken);
    }

    /// <summary>Tells a channel's inbox that an entry has come in.</summary>
    /// <returns>Whether the inbox is worked on by this process.</returns>
    public bool Wake(ChannelId channel)
    {
        if (!_loops.TryGetValue(channel, out var loops))
        {
            return false;
        }

        loops.Inbox?.Wake();
        return true;
    }

    public async Task<bool> CatchUpAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        _channels.Get(channel);
        if (!_loops.TryGetValue(channel, out var loops))
        {
            // Nothing runs here, so nothing can be read.
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

    // Not CancelAsync, which goes by the thread pool.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

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
        return new ChannelLoops(channel, inbox, poller);
    }

    private sealed record ChannelLoops(SalesChannel Channel, InboxLoop? Inbox, OrderPoller? Poller)
    {
        /// <summary>Ends the loops; null: they end with the application.</summary>
        public CancellationTokenSource? Ending { get; set; }

        public Task Running { get; set; } = Task.CompletedTask;

        public Task RunAsync(CancellationToken stopping) => Task.WhenAll(
            Inbox?.RunAsync(stopping) ?? Task.CompletedTask,
            Poller?.RunAsync(stopping) ?? Task.CompletedTask);
    }
}

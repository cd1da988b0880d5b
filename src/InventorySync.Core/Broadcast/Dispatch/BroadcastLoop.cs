using InventorySync.Channels;
using InventorySync.Scheduling;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Hosts the dispatchers, one per registered channel, and the sync log. None of them waits for another.</summary>
internal sealed class BroadcastLoop : ILoop, IDisposable
{
    private readonly BroadcastSignals _signals;
    private readonly ChannelRegistry _channels;
    private readonly SyncLog _log;
    private readonly Dictionary<ChannelId, ChannelDispatcher> _byId;

    public BroadcastLoop(ChannelRegistry channels, BroadcastSignals signals, BroadcastParts parts)
    {
        _signals = signals;
        _channels = channels;
        _log = parts.Log;
        All = [.. channels.All.Select(channel => new ChannelDispatcher(channel, parts))];
        _byId = All.ToDictionary(dispatcher => dispatcher.Channel);
        parts.Metrics.Observe(() => All.Select(dispatcher => dispatcher.Status));
    }

    public LoopStage Stage => LoopStage.Broadcast;

    /// <summary>The dispatchers, in the order of their channels' ids.</summary>
    public IReadOnlyList<ChannelDispatcher> All { get; }

    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public ChannelDispatcher Get(ChannelId channel) => _byId[_channels.Get(channel).Id];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var channel in _channels.All)
        {
            DescriptorRules.Check(channel);
        }

        _log.Start();
        foreach (var dispatcher in All)
        {
            // Before it reads its listings, so that no change falls between the reading and the signals.
            _signals.Subscribe(dispatcher.Signals);
            dispatcher.Start();
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var dispatcher in All)
        {
            _signals.Unsubscribe(dispatcher.Signals);
        }

        await Task.WhenAll(All.Select(dispatcher => dispatcher.StopAsync(cancellationToken))).ConfigureAwait(false);
        await _log.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var dispatcher in All)
        {
            dispatcher.Dispose();
        }
    }
}

using InventorySync.Channels;
using InventorySync.Processes;
using InventorySync.Scheduling;
using InventorySync.Storage.Coordination;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Hosts the dispatchers, one per registered channel that this process keeps, and the sync log. None of them waits for another.</summary>
internal sealed class BroadcastLoop : ILoop, IChannelTenant, IDisposable
{
    private readonly ChannelRegistry _channels;
    private readonly SyncLog _log;
    private readonly Dictionary<ChannelId, ChannelSeat> _byId;

    public BroadcastLoop(ChannelRegistry channels, BroadcastSignals signals, BroadcastParts parts)
    {
        _channels = channels;
        _log = parts.Log;
        All = [.. channels.All.Select(channel => new ChannelSeat(channel, parts, signals))];
        _byId = All.ToDictionary(seat => seat.Channel);
        parts.Metrics.Observe(() => All.Select(seat => seat.Status));
    }

    public LoopStage Stage => LoopStage.Broadcast;

    /// <summary>The channels' seats, in the order of their ids.</summary>
    public IReadOnlyList<ChannelSeat> All { get; }

    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public ChannelSeat Get(ChannelId channel) => _byId[_channels.Get(channel).Id];

    /// <summary>The channel's seat; null where it is not registered here.</summary>
    public ChannelSeat? Find(ChannelId channel) => _byId.GetValueOrDefault(channel);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var channel in _channels.All)
        {
            DescriptorRules.Check(channel);
        }

        _log.Start();
        foreach (var seat in All)
        {
            seat.Open();
        }

        return Task.CompletedTask;
    }

    public void Begin(ChannelId channel, IStoreLease lease) => _byId[channel].Begin(lease);

    public Task EndAsync(ChannelId channel, CancellationToken cancellationToken) => _byId[channel].EndAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var seat in All)
        {
            seat.Leave();
        }

        await Task.WhenAll(All.Select(seat => seat.StopAsync(cancellationToken))).ConfigureAwait(false);
        await _log.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var seat in All)
        {
            seat.Dispose();
        }
    }
}

using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>The channels' records as one incarnation reaches them.</summary>
internal sealed class ProcessChannels : IChannelStore
{
    private readonly IChannelStore _durable;
    private readonly StoreDoor _door;

    public ProcessChannels(IChannelStore durable, StoreDoor door)
    {
        _durable = durable;
        _door = door;
    }

    public Task<ChannelRecord> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"read record of {channel}", () => _durable.ReadAsync(channel, CancellationToken.None), cancellationToken);

    public Task SavePausedAsync(ChannelId channel, bool paused, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"save {channel} paused: {paused}", () => _durable.SavePausedAsync(channel, paused, CancellationToken.None), cancellationToken);

    public Task SaveOrderCursorAsync(ChannelId channel, string? cursor, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"save cursor of {channel}: {cursor}", () => _durable.SaveOrderCursorAsync(channel, cursor, CancellationToken.None), cancellationToken);

    public Task AppendAsync(IReadOnlyList<SyncRun> runs, int keepPerChannel, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"append {runs.Count} runs", () => _durable.AppendAsync(runs, keepPerChannel, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<SyncRun>> ReadRunsAsync(ChannelId? channel, int countMax, CancellationToken cancellationToken = default) =>
        _door.CallAsync("read runs", () => _durable.ReadRunsAsync(channel, countMax, CancellationToken.None), cancellationToken);
}

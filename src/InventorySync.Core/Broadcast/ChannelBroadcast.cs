using InventorySync.Broadcast.Dispatch;
using InventorySync.Channels;
using InventorySync.Storage;

namespace InventorySync.Broadcast;

/// <summary>Passes what people ask for on to the dispatchers.</summary>
internal sealed class ChannelBroadcast : IBroadcast
{
    private readonly BroadcastLoop _dispatchers;
    private readonly IChannelStore _store;

    public ChannelBroadcast(BroadcastLoop dispatchers, IInventoryStore store)
    {
        _dispatchers = dispatchers;
        _store = store.Channels;
    }

    public Task PauseAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _dispatchers.Get(channel).PauseAsync(isPaused: true, cancellationToken);

    public Task ResumeAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _dispatchers.Get(channel).PauseAsync(isPaused: false, cancellationToken);

    public Task ResyncAsync(ChannelId channel, ResyncScope scope, CancellationToken cancellationToken = default)
    {
        if (scope is not (ResyncScope.Changed or ResyncScope.Full))
        {
            throw new ArgumentOutOfRangeException(nameof(scope), scope, $"{scope} is no scope of a resync; use ResyncScope.Changed or ResyncScope.Full.");
        }

        return _dispatchers.Get(channel).ResyncAsync(scope, cancellationToken);
    }

    public Task<ChannelStatus> ReadStatusAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        Task.FromResult(_dispatchers.Get(channel).Status);

    public Task<bool> ConfirmAsync(ChannelId channel, Guid question, CancellationToken cancellationToken = default) =>
        _dispatchers.Get(channel).AnswerAsync(question, isConfirmed: true, cancellationToken);

    public Task<bool> CancelAsync(ChannelId channel, Guid question, CancellationToken cancellationToken = default) =>
        _dispatchers.Get(channel).AnswerAsync(question, isConfirmed: false, cancellationToken);

    public Task<IReadOnlyList<SyncRun>> ReadRunsAsync(ChannelId? channel, int countMax, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(countMax, 1);
        var known = channel is { } id ? _dispatchers.Get(id).Channel : (ChannelId?)null;
        return _store.ReadRunsAsync(known, countMax, cancellationToken);
    }
}

using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>The inbox as one incarnation reaches it.</summary>
internal sealed class ProcessInbox : IInboxStore
{
    private readonly IInboxStore _durable;
    private readonly StoreDoor _door;

    public ProcessInbox(IInboxStore durable, StoreDoor door)
    {
        _durable = durable;
        _door = door;
    }

    public Task<bool> AddAsync(InboxEntry entry, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"add to inbox {entry.Channel}/{entry.Key}", () => _durable.AddAsync(entry, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<InboxEntry>> ReadDueAsync(
        ChannelId channel, DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"read inbox of {channel}", () => _durable.ReadDueAsync(channel, now, countMax, CancellationToken.None), cancellationToken);

    public Task<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"read next due of {channel}", () => _durable.ReadNextDueAsync(channel, CancellationToken.None), cancellationToken);

    public Task<int> CountAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"count inbox of {channel}", () => _durable.CountAsync(channel, CancellationToken.None), cancellationToken);

    public Task PostponeAsync(ChannelId channel, string key, DateTimeOffset dueAt, string cause, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"postpone {channel}/{key}", () => _durable.PostponeAsync(channel, key, dueAt, cause, CancellationToken.None), cancellationToken);

    public Task<bool> CompleteAsync(InboxEntry entry, DateTimeOffset? rememberUntil, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"complete {entry.Channel}/{entry.Key}", () => _durable.CompleteAsync(entry, rememberUntil, CancellationToken.None), cancellationToken);

    public Task<int> TrimAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        _door.CallAsync("trim inbox", () => _durable.TrimAsync(now, CancellationToken.None), cancellationToken);
}

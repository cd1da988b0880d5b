using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Simulation.Worlds;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages;

/// <inheritdoc cref="Sabotage.LoseNotifications"/>
internal sealed class LosingInbox : IInboxStore
{
    private readonly IInboxStore _inner;
    private readonly Chance _chance;

    public LosingInbox(IInboxStore inner, Chance chance)
    {
        _inner = inner;
        _chance = chance;
    }

    public Task<bool> AddAsync(InboxEntry entry, CancellationToken cancellationToken = default) =>
        _chance.Happens(0.2) ? Task.FromResult(true) : _inner.AddAsync(entry, cancellationToken);

    public Task<IReadOnlyList<InboxEntry>> ReadDueAsync(
        ChannelId channel, DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        _inner.ReadDueAsync(channel, now, countMax, cancellationToken);

    public Task<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        _inner.ReadNextDueAsync(channel, cancellationToken);

    public Task<int> CountAsync(ChannelId channel, CancellationToken cancellationToken = default) => _inner.CountAsync(channel, cancellationToken);

    public Task PostponeAsync(ChannelId channel, string key, DateTimeOffset dueAt, string cause, CancellationToken cancellationToken = default) =>
        _inner.PostponeAsync(channel, key, dueAt, cause, cancellationToken);

    public Task<bool> CompleteAsync(InboxEntry entry, DateTimeOffset? rememberUntil, CancellationToken cancellationToken = default) =>
        _inner.CompleteAsync(entry, rememberUntil, cancellationToken);

    public Task<int> TrimAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => _inner.TrimAsync(now, cancellationToken);
}

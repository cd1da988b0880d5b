using InventorySync.Channels;
using InventorySync.Intake;

namespace InventorySync.Storage.InMemory;

/// <summary>The inbox in memory.</summary>
internal sealed class InMemoryInbox : IInboxStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(ChannelId Channel, string Key), (InboxEntry Entry, long Place)> _waiting = [];
    private readonly Dictionary<(ChannelId Channel, string Key), DateTimeOffset> _remembered = [];
    private long _added;

    public Task<bool> AddAsync(InboxEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Locked(() => Add(entry), cancellationToken);
    }

    public Task<IReadOnlyList<InboxEntry>> ReadDueAsync(
        ChannelId channel, DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        Locked<IReadOnlyList<InboxEntry>>(
            () =>
            [
                .. _waiting.Values
                    .Where(waiting => waiting.Entry.Channel == channel && waiting.Entry.DueAt <= now)
                    .OrderBy(waiting => waiting.Place)
                    .Take(countMax)
                    .Select(waiting => waiting.Entry),
            ],
            cancellationToken);

    public Task<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        Locked(
            () => _waiting.Values
                .Where(waiting => waiting.Entry.Channel == channel)
                .Min(waiting => (DateTimeOffset?)waiting.Entry.DueAt),
            cancellationToken);

    public Task<int> CountAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        Locked(() => _waiting.Keys.Count(key => key.Channel == channel), cancellationToken);

    public Task PostponeAsync(ChannelId channel, string key, DateTimeOffset dueAt, string cause, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Locked(
            () =>
            {
                if (!_waiting.TryGetValue((channel, key), out var waiting))
                {
                    return false;
                }

                var entry = waiting.Entry with { DueAt = dueAt, LastCause = cause, FailedAttempts = waiting.Entry.FailedAttempts + 1 };
                _waiting[(channel, key)] = (entry, waiting.Place);
                return true;
            },
            cancellationToken);
    }

    public Task<bool> CompleteAsync(InboxEntry entry, DateTimeOffset? rememberUntil, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Locked(() => Complete(entry, rememberUntil), cancellationToken);
    }

    public Task<int> TrimAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
        Locked(
            () =>
            {
                var count = 0;
                foreach (var (key, until) in _remembered)
                {
                    // Removing while iterating is allowed for a dictionary.
                    count += until <= now && _remembered.Remove(key) ? 1 : 0;
                }

                return count;
            },
            cancellationToken);

    private bool Add(InboxEntry entry)
    {
        var key = (entry.Channel, entry.Key);
        if (_waiting.TryGetValue(key, out var waiting))
        {
            _waiting[key] = (waiting.Entry with { Arrivals = waiting.Entry.Arrivals + 1, Payload = entry.Payload }, waiting.Place);
            return false;
        }

        if (_remembered.TryGetValue(key, out var until) && until > entry.ReceivedAt)
        {
            return false;
        }

        _remembered.Remove(key);
        _waiting.Add(key, (entry, _added++));
        return true;
    }

    private bool Complete(InboxEntry entry, DateTimeOffset? rememberUntil)
    {
        var key = (entry.Channel, entry.Key);
        if (!_waiting.TryGetValue(key, out var waiting))
        {
            return true;
        }

        if (waiting.Entry.Arrivals != entry.Arrivals)
        {
            return false;
        }

        _waiting.Remove(key);
        if (rememberUntil is { } until)
        {
            _remembered[key] = until;
        }

        return true;
    }

    private Task<T> Locked<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(work());
        }
    }
}

using InventorySync.Alerts;
using InventorySync.Channels;

namespace InventorySync.Storage.InMemory;

/// <summary>Dead letters in memory.</summary>
internal sealed class InMemoryDeadLetters : IDeadLetterStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, DeadLetter> _letters = [];
    private readonly Dictionary<(ChannelId Channel, DeadLetterKind Kind, string Key), Guid> _open = [];

    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(letter);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled(cancellationToken);
        }

        lock (_lock)
        {
            if (letter.Status == DeadLetterStatus.Open)
            {
                if (_open.TryGetValue(KeyOf(letter), out var before))
                {
                    _letters.Remove(before);
                }

                _open[KeyOf(letter)] = letter.Id;
            }

            _letters[letter.Id] = letter;
        }

        return Task.CompletedTask;
    }

    public Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<DeadLetter?>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(_letters.GetValueOrDefault(id));
        }
    }

    public Task<DeadLetter?> FindOpenAsync(ChannelId channel, DeadLetterKind kind, string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<DeadLetter?>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(_open.TryGetValue((channel, kind, key), out var id) ? _letters[id] : null);
        }
    }

    public IAsyncEnumerable<DeadLetter> ReadAsync(bool openOnly = true, CancellationToken cancellationToken = default) =>
        AsyncSequence.From(() => Snapshot(openOnly), cancellationToken);

    public Task<bool> CloseAsync(
        Guid id, DeadLetterStatus status, string reason, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        if (status is not (DeadLetterStatus.Retried or DeadLetterStatus.Dismissed))
        {
            throw new ArgumentException($"A letter cannot be closed as {status}; use Retried or Dismissed.", nameof(status));
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<bool>(cancellationToken);
        }

        lock (_lock)
        {
            if (!_letters.TryGetValue(id, out var letter) || letter.Status != DeadLetterStatus.Open)
            {
                return Task.FromResult(false);
            }

            _open.Remove(KeyOf(letter));
            _letters[id] = letter with { Status = status, ClosedReason = reason, ClosedAt = at };
            return Task.FromResult(true);
        }
    }

    private static (ChannelId Channel, DeadLetterKind Kind, string Key) KeyOf(DeadLetter letter) => (letter.Channel, letter.Kind, letter.Key);

    private DeadLetter[] Snapshot(bool openOnly)
    {
        lock (_lock)
        {
            return
            [
                .. _letters.Values
                    .Where(letter => !openOnly || letter.Status == DeadLetterStatus.Open)
                    .OrderBy(letter => letter.At)
                    .ThenBy(letter => letter.Id),
            ];
        }
    }
}

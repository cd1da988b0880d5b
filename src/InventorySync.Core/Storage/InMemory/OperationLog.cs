using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>Every applied operation in the order of recording, found by its id.</summary>
/// <remarks>
/// The chains of the hash table run through the entries themselves: a dictionary would keep each id a second time and copy
/// them all whenever it grows. Used under the ledger's lock.
/// </remarks>
internal sealed class OperationLog
{
    private const int None = -1;

    private readonly SegmentedList<OperationEntry> _entries = new();

    // Index of the newest entry of each chain, plus one, so that zeroed memory means empty. The length is a power of two.
    private int[] _buckets = new int[16];

    public int Count => _entries.Count;

    public ref OperationEntry this[int index] => ref _entries[index];

    public int Find(in OperationId id) => Find(id, id.GetHashCode());

    /// <summary>Appends an operation unless its id is there.</summary>
    /// <param name="record">The operation.</param>
    /// <param name="recordedAt">When it is recorded.</param>
    /// <param name="existing">The entry that has its id; -1 where it was appended.</param>
    public bool TryAdd(in OperationRecord record, DateTimeOffset recordedAt, out int existing)
    {
        var hash = record.Id.GetHashCode();
        existing = Find(record.Id, hash);
        if (existing != None)
        {
            return false;
        }

        if (_entries.Count == _buckets.Length)
        {
            Grow();
        }

        var index = _entries.Add();
        ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
        _entries[index] = new OperationEntry
        {
            Id = record.Id,
            OccurredAt = record.OccurredAt.UtcTicks,
            RecordedAt = recordedAt.UtcTicks,
            Channel = record.Channel,
            Reservation = record.Reservation,
            Reason = record.Reason,
            Detail = record.Detail,
            Kind = record.Kind,
            Status = record.Status,
            Hash = hash,
            NextInBucket = bucket - 1,
        };
        bucket = index + 1;
        return true;
    }

    /// <summary>Takes the last entries away again.</summary>
    public void Truncate(int count)
    {
        for (var index = _entries.Count - 1; index >= count; index--)
        {
            // Newest first, so each is the head of its chain.
            ref var entry = ref _entries[index];
            _buckets[entry.Hash & (_buckets.Length - 1)] = entry.NextInBucket + 1;
        }

        _entries.Truncate(count);
    }

    private int Find(in OperationId id, int hash)
    {
        for (var index = _buckets[hash & (_buckets.Length - 1)] - 1; index != None; index = _entries[index].NextInBucket)
        {
            ref var entry = ref _entries[index];
            if (entry.Hash == hash && entry.Id == id)
            {
                return index;
            }
        }

        return None;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        for (var index = 0; index < _entries.Count; index++)
        {
            ref var entry = ref _entries[index];
            ref var bucket = ref _buckets[entry.Hash & (_buckets.Length - 1)];
            entry.NextInBucket = bucket - 1;
            bucket = index + 1;
        }
    }
}

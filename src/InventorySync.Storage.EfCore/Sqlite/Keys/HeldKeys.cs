namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>
/// The keys of the operations that were recorded last, in memory. In a table of its own a random key would dirty a page per
/// sale; the ledger's rows hold the keys anyway and are appended, so the table gets its keys later and by slices: many to a page.
/// </summary>
/// <remarks>
/// <para>
/// A slice is all keys with one leading byte. Held are, of each slice, the operations whose ledger row lies after
/// <see cref="FoldedTo"/> and up to <see cref="SyncedTo"/>; and the pending ones of the transaction under way.
/// </para>
/// <para>Who holds the write gate changes it; anybody may look.</para>
/// </remarks>
internal sealed class HeldKeys
{
    public const int SliceCount = 256;

    private const int None = -1;
    private const int SegmentBits = 11;
    private const int SegmentSize = 1 << SegmentBits;

    private readonly Lock _lock = new();
    private readonly Slice[] _slices = new Slice[SliceCount];
    private readonly List<int> _pending = [];
    private readonly List<Entry[]> _segments = [];
    private int[] _buckets = new int[SegmentSize];
    private int _free = None;
    private int _count;

    public HeldKeys()
    {
        Array.Fill(_slices, new Slice { Oldest = None });
        Array.Fill(_buckets, None);
    }

    /// <summary>Whether it was read from a database; before that it holds nothing.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>The last ledger row that was looked at.</summary>
    public long SyncedTo { get; private set; }

    /// <summary>How many keys it has, pending ones included.</summary>
    public int Count => _count;

    public int PendingCount => _pending.Count;

    public static int SliceOf(UInt128 key) => (int)(key >> 120);

    public long FoldedTo(int slice) => _slices[slice].FoldedTo;

    public int CountOf(int slice) => _slices[slice].Count;

    /// <summary>Starts, once, with what the database says is folded; the ledger's rows after that have to be added.</summary>
    public void Load(ReadOnlySpan<long> foldedTo)
    {
        lock (_lock)
        {
            for (var slice = 0; slice < SliceCount; slice++)
            {
                _slices[slice].FoldedTo = foldedTo[slice];
            }

            SyncedTo = long.MaxValue;
            foreach (var to in foldedTo)
            {
                SyncedTo = Math.Min(SyncedTo, to);
            }

            IsLoaded = true;
        }
    }

    /// <summary>Adds an operation that stands in the ledger, in the order of the rows.</summary>
    public void AddRecorded(UInt128 key, long ledgerId)
    {
        lock (_lock)
        {
            ref var slice = ref _slices[SliceOf(key)];
            if (ledgerId > slice.FoldedTo)
            {
                Append(ref slice, AddToBucket(key, ledgerId));
            }

            SyncedTo = ledgerId;
        }
    }

    /// <summary>Every row up to this one was looked at.</summary>
    public void EndSync(long lastLedgerId)
    {
        lock (_lock)
        {
            SyncedTo = lastLedgerId;
        }
    }

    /// <summary>Adds an operation of the transaction under way, which is not there yet.</summary>
    public void AddPending(UInt128 key, long ledgerId)
    {
        lock (_lock)
        {
            _pending.Add(AddToBucket(key, ledgerId));
        }
    }

    /// <summary>The transaction is committed: its operations stay, up to this ledger row.</summary>
    public void Confirm(long lastLedgerId)
    {
        lock (_lock)
        {
            foreach (var index in _pending)
            {
                Append(ref _slices[SliceOf(At(index).Key)], index);
            }

            _pending.Clear();
            SyncedTo = lastLedgerId;
        }
    }

    /// <summary>The transaction is rolled back: its operations go.</summary>
    public void TakeBack()
    {
        lock (_lock)
        {
            foreach (var index in _pending)
            {
                Free(index);
            }

            _pending.Clear();
        }
    }

    /// <summary>The ledger row of an operation, pending ones included; 0 where it is not held.</summary>
    public long Find(UInt128 key)
    {
        lock (_lock)
        {
            return FindEntry(key);
        }
    }

    /// <summary>As <see cref="Find(UInt128)"/> for who does not hold the gate, with the range of ledger rows that the answer speaks of.</summary>
    /// <param name="key">The key.</param>
    /// <param name="after">It speaks of rows after this one</param>
    /// <param name="upTo">and up to this one.</param>
    public long Find(UInt128 key, out long after, out long upTo)
    {
        lock (_lock)
        {
            after = _slices[SliceOf(key)].FoldedTo;
            upTo = SyncedTo;
            var found = FindEntry(key);
            return found <= upTo ? found : 0;
        }
    }

    /// <summary>The slice with the most keys.</summary>
    public int FullestSlice()
    {
        var fullest = 0;
        for (var slice = 1; slice < SliceCount; slice++)
        {
            fullest = _slices[slice].Count > _slices[fullest].Count ? slice : fullest;
        }

        return fullest;
    }

    /// <summary>Copies the oldest keys of a slice, pending ones left out; they stay held.</summary>
    /// <returns>Up to which ledger row the slice is folded once they are.</returns>
    public long CopyOldest(int slice, int countMax, List<HeldKey> oldest)
    {
        var index = _slices[slice].Oldest;
        for (; index != None && oldest.Count < countMax; index = At(index).NextInSlice)
        {
            oldest.Add(new HeldKey(At(index).Key, At(index).LedgerId));
        }

        return index == None ? SyncedTo : oldest[^1].LedgerId;
    }

    /// <summary>Lets go of what the database has folded.</summary>
    public void Drop(int slice, long foldedTo)
    {
        lock (_lock)
        {
            ref var state = ref _slices[slice];
            while (state.Oldest != None && At(state.Oldest).LedgerId <= foldedTo)
            {
                var index = state.Oldest;
                state.Oldest = At(index).NextInSlice;
                state.Count--;
                Free(index);
            }

            state.FoldedTo = Math.Max(state.FoldedTo, foldedTo);
        }
    }

    private ref Entry At(int index) => ref _segments[index >> SegmentBits][index & (SegmentSize - 1)];

    private ref int BucketOf(UInt128 key) => ref _buckets[key.GetHashCode() & (_buckets.Length - 1)];

    private long FindEntry(UInt128 key)
    {
        for (var index = BucketOf(key); index != None; index = At(index).NextInBucket)
        {
            ref var entry = ref At(index);
            if (entry.Key == key)
            {
                return entry.LedgerId;
            }
        }

        return 0;
    }

    private int AddToBucket(UInt128 key, long ledgerId)
    {
        if (_count == _buckets.Length)
        {
            GrowBuckets();
        }

        if (_free == None)
        {
            AddSegment();
        }

        var index = _free;
        _free = At(index).NextInSlice;
        _count++;
        ref var bucket = ref BucketOf(key);
        At(index) = new Entry { Key = key, LedgerId = ledgerId, NextInBucket = bucket, NextInSlice = None };
        bucket = index;
        return index;
    }

    private void Append(ref Slice slice, int index)
    {
        if (slice.Oldest == None)
        {
            slice.Oldest = index;
        }
        else
        {
            At(slice.Newest).NextInSlice = index;
        }

        slice.Newest = index;
        slice.Count++;
    }

    private void Free(int index)
    {
        ref var link = ref BucketOf(At(index).Key);
        while (link != index)
        {
            link = ref At(link).NextInBucket;
        }

        link = At(index).NextInBucket;
        At(index).NextInSlice = _free;
        _free = index;
        _count--;
    }

    private void AddSegment()
    {
        var first = _segments.Count << SegmentBits;
        _segments.Add(new Entry[SegmentSize]);
        for (var index = first + SegmentSize - 1; index >= first; index--)
        {
            At(index).NextInSlice = _free;
            _free = index;
        }
    }

    private void GrowBuckets()
    {
        var before = _buckets;
        _buckets = new int[before.Length * 2];
        Array.Fill(_buckets, None);
        foreach (var head in before)
        {
            for (var index = head; index != None;)
            {
                ref var entry = ref At(index);
                var next = entry.NextInBucket;
                ref var bucket = ref BucketOf(entry.Key);
                entry.NextInBucket = bucket;
                bucket = index;
                index = next;
            }
        }
    }

    private struct Entry
    {
        public UInt128 Key;
        public long LedgerId;
        public int NextInBucket;

        /// <summary>The next younger of its slice, or the next free one.</summary>
        public int NextInSlice;
    }

    private struct Slice
    {
        public int Oldest;
        public int Newest;
        public int Count;
        public long FoldedTo;
    }
}

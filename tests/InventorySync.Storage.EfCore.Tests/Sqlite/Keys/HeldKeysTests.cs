namespace InventorySync.Storage.EfCore.Sqlite.Keys;

public sealed class HeldKeysTests
{
    private readonly HeldKeys _held = new();

    public HeldKeysTests() => _held.Load(new long[HeldKeys.SliceCount]);

    [Fact]
    public void Find_Pending_IsSeenByTheWriterAlone()
    {
        _held.AddPending(Key(1, 1), 1);

        Assert.Equal(1, _held.Find(Key(1, 1)));
        Assert.Equal(0, _held.Find(Key(1, 1), out var after, out var upTo));
        Assert.Equal((0, 0), (after, upTo));

        _held.Confirm(3);
        Assert.Equal(1, _held.Find(Key(1, 1), out after, out upTo));
        Assert.Equal((0, 3), (after, upTo));
    }

    [Fact]
    public void TakeBack_Pending_IsGoneAndTheRestStays()
    {
        _held.AddRecorded(Key(1, 1), 1);
        _held.AddPending(Key(1, 2), 2);
        _held.AddPending(Key(9, 3), 3);

        _held.TakeBack();

        Assert.Equal(1, _held.Find(Key(1, 1)));
        Assert.Equal(0, _held.Find(Key(1, 2)));
        Assert.Equal(0, _held.Find(Key(9, 3)));
        Assert.Equal((1, 1, 1), (_held.Count, _held.CountOf(1), _held.SyncedTo));
    }

    [Fact]
    public void AddRecorded_RowThatIsFolded_IsLeftOut()
    {
        var foldedTo = new long[HeldKeys.SliceCount];
        Array.Fill(foldedTo, 4);
        foldedTo[7] = 6;
        _held.Load(foldedTo);
        Assert.Equal(4, _held.SyncedTo);

        _held.AddRecorded(Key(8, 5), 5);
        _held.AddRecorded(Key(7, 6), 6);
        _held.AddRecorded(Key(7, 7), 7);

        Assert.Equal((5, 0, 7), (_held.Find(Key(8, 5)), _held.Find(Key(7, 6)), _held.Find(Key(7, 7))));
    }

    [Fact]
    public void CopyOldest_PartOfASlice_IsFoldedUpToItsLast()
    {
        foreach (var id in new[] { 1, 2, 4 })
        {
            _held.AddRecorded(Key(5, 9 - id), id);
        }

        _held.EndSync(10);
        _held.AddPending(Key(5, 11), 11);
        List<HeldKey> oldest = [];

        Assert.Equal(2, _held.CopyOldest(5, 2, oldest));
        Assert.Equal([new HeldKey(Key(5, 8), 1), new HeldKey(Key(5, 7), 2)], oldest);
        oldest.Clear();
        Assert.Equal(10, _held.CopyOldest(5, 3, oldest));
        Assert.Equal(3, oldest.Count);
        oldest.Clear();
        Assert.Equal(10, _held.CopyOldest(6, 3, oldest));
        Assert.Empty(oldest);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261121)]
    [InlineData(77)]
    public void AnyCalls_Held_AgreesWithADictionary(int seed)
    {
        var random = new Random(seed);
        SortedDictionary<long, UInt128> held = [];
        SortedDictionary<long, UInt128> pending = [];
        var foldedTo = new long[HeldKeys.SliceCount];
        var last = 0L;
        for (var step = 0; step < 4_000; step++)
        {
            switch (random.Next(6))
            {
                case 0 when pending.Count == 0:
                    for (var count = random.Next(20); count > 0; count--)
                    {
                        var recorded = Random(random);
                        _held.AddRecorded(recorded, ++last);
                        held.Add(last, recorded);
                    }

                    break;
                case 0 or 1:
                    for (var count = random.Next(20); count > 0; count--)
                    {
                        var added = Random(random);
                        var id = last + pending.Count + 1;
                        _held.AddPending(added, id);
                        pending.Add(id, added);
                    }

                    break;
                case 2:
                    last += pending.Count;
                    _held.Confirm(last);
                    pending.ToList().ForEach(pair => held.Add(pair.Key, pair.Value));
                    pending.Clear();
                    break;
                case 3:
                    _held.TakeBack();
                    pending.Clear();
                    break;
                default:
                    var slice = _held.FullestSlice();
                    List<HeldKey> oldest = [];
                    foldedTo[slice] = _held.CopyOldest(slice, random.Next(1, 30), oldest);
                    Assert.Equal(held.Where(pair => HeldKeys.SliceOf(pair.Value) == slice).Take(oldest.Count).Select(pair => new HeldKey(pair.Value, pair.Key)), oldest);
                    _held.Drop(slice, foldedTo[slice]);
                    oldest.ForEach(key => held.Remove(key.LedgerId));
                    break;
            }

            Assert.Equal(held.Count + pending.Count, _held.Count);
        }

        Assert.All(held.Concat(pending), pair => Assert.Equal(pair.Key, _held.Find(pair.Value)));
        Assert.Equal(0, _held.Find(Random(random)));
        Assert.All(Enumerable.Range(0, HeldKeys.SliceCount), slice => Assert.Equal(foldedTo[slice], _held.FoldedTo(slice)));
    }

    private static UInt128 Random(Random random) => Key(random.Next(4), random.NextInt64());

    private static UInt128 Key(int slice, long rest) => new((ulong)slice << 56, (ulong)rest);
}

using System.Numerics;
using System.Runtime.InteropServices;
using InventorySync.Stock;

namespace InventorySync.Engine.Writing;

/// <summary>
/// Remembers which operations were applied lately by 32 bits each: many more than there is room for outcomes. What it says yes to was
/// applied in all likelihood, and is looked up.
/// </summary>
/// <remarks>
/// A table of buckets of four, in each the newest first: one place in memory to look at, and a key goes when four newer ones have come
/// to its bucket. Owned by the writer's loop.
/// </remarks>
internal sealed class RecentKeys
{
    private const int Ways = 4;

    private readonly uint[] _prints;
    private readonly uint _bucketMask;

    /// <param name="countMax">About how many are remembered; 4 bytes each.</param>
    public RecentKeys(int countMax)
    {
        var buckets = BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, countMax / Ways));
        _bucketMask = buckets - 1;
        _prints = new uint[buckets * Ways];
    }

    public void Add(in OperationId id)
    {
        var bucket = BucketOf(id, out var print);
        bucket[..(Ways - 1)].CopyTo(bucket[1..]);
        bucket[0] = print;
    }

    public bool MayHave(in OperationId id) => BucketOf(id, out var print).Contains(print);

    private Span<uint> BucketOf(in OperationId id, out uint print)
    {
        var hash = HashOf(id);
        print = Math.Max(1, (uint)(hash >> 32));
        return _prints.AsSpan((int)((uint)hash & _bucketMask) * Ways, Ways);
    }

    // Not GetHashCode: it has 32 bits, and is another one for the same text in each process, which would make runs differ.
    private static ulong HashOf(in OperationId id)
    {
        if (id.TryGetUuid(out var uuid))
        {
            var halves = MemoryMarshal.Cast<Guid, ulong>(new ReadOnlySpan<Guid>(in uuid));
            return Mix(halves[0] ^ Mix(halves[1]));
        }

        var hash = 14_695_981_039_346_656_037UL;
        foreach (var letter in id.ToString())
        {
            hash = (hash ^ letter) * 1_099_511_628_211UL;
        }

        return Mix(hash);
    }

    // The finalizer of MurmurHash3 (A. Appleby, public domain): every bit of the input changes half of those of the output.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCDUL;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53UL;
        return value ^ (value >> 33);
    }
}

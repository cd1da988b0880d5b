namespace InventorySync.Storage.InMemory;

/// <summary>A list of structs that grows by segments: nothing is copied as it grows, and at most one segment is empty.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class SegmentedList<T>
    where T : struct
{
    private const int SegmentBits = 10;
    private const int SegmentSize = 1 << SegmentBits;

    private T[][] _segments = [];

    public int Count { get; private set; }

    /// <summary>The element itself, to be read or changed in place.</summary>
    public ref T this[int index] => ref _segments[index >> SegmentBits][index & (SegmentSize - 1)];

    /// <summary>Appends an empty element.</summary>
    /// <returns>Its index.</returns>
    public int Add()
    {
        var segment = Count >> SegmentBits;
        if (segment == _segments.Length)
        {
            Array.Resize(ref _segments, Math.Max(4, _segments.Length * 2));
        }

        _segments[segment] ??= new T[SegmentSize];
        return Count++;
    }

    /// <summary>Takes the last elements away again.</summary>
    public void Truncate(int count)
    {
        while (Count > count)
        {
            // Emptied, so that what they refer to can be collected and the next user starts from zero.
            this[--Count] = default;
        }
    }
}

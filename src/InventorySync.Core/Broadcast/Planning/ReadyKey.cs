namespace InventorySync.Broadcast.Planning;

/// <summary>The rank of a listing among those that wait: by the risk that it is oversold.</summary>
/// <param name="IsDrop">Whether the channel may show more than it should: those go first.</param>
/// <param name="Desired">What it is to show: nearest to zero first.</param>
/// <param name="Rate">How fast it sells: fastest first.</param>
/// <param name="Sequence">When it came: ties in order.</param>
internal readonly record struct ReadyKey(bool IsDrop, long Desired, double Rate, long Sequence) : IComparable<ReadyKey>
{
    public int CompareTo(ReadyKey other)
    {
        var order = other.IsDrop.CompareTo(IsDrop);
        order = order != 0 ? order : Desired.CompareTo(other.Desired);
        order = order != 0 ? order : other.Rate.CompareTo(Rate);
        return order != 0 ? order : Sequence.CompareTo(other.Sequence);
    }
}

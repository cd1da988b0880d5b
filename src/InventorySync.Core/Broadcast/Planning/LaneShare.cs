namespace InventorySync.Broadcast.Planning;

/// <summary>Gives bulk work its share of the calls while urgent work waits, no more and no less.</summary>
internal sealed class LaneShare
{
    private readonly double _share;
    private double _credit;

    /// <param name="share">The share of calls for bulk work, 0 to 1.</param>
    public LaneShare(double share) => _share = Math.Clamp(share, 0, 1);

    /// <summary>Which lane the next call belongs to, where both have work.</summary>
    public Lane Next => _credit + _share >= 1 - 1e-9 ? Lane.Bulk : Lane.Urgent;

    /// <summary>A call was made while both had work. A turn that bulk work could not take is kept, but not a second one.</summary>
    public void Note(Lane lane) => _credit = Math.Min(1, _credit + _share - (lane == Lane.Bulk ? 1 : 0));
}

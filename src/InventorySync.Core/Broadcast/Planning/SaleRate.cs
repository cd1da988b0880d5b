namespace InventorySync.Broadcast.Planning;

/// <summary>How fast a listing's quantity has been falling of late, as a rank among listings.</summary>
internal struct SaleRate
{
    /// <summary>After this time a unit counts half: long enough to tell fast from slow sellers, short enough to follow a sales event.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(1);

    private double _units;
    private TimeSpan _at;

    /// <summary>Units that fell lately, each weighed by its age.</summary>
    public readonly double At(TimeSpan now) =>
        _units == 0 || now <= _at ? _units : _units * Math.Pow(0.5, (now - _at) / HalfLife);

    /// <summary>The quantity to show fell by <paramref name="units"/>.</summary>
    public void Note(long units, TimeSpan now)
    {
        _units = At(now) + units;
        _at = now;
    }
}

using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>Judges whether a run may be let through, together with what was let through in the last minutes.</summary>
internal sealed class BlastRadiusGuard
{
    /// <summary>
    /// How long back a run reaches: long enough that an import which goes wrong article by article is seen as the one accident
    /// that it is, short enough that a day's ordinary counting is not.
    /// </summary>
    public static readonly TimeSpan RunTime = TimeSpan.FromMinutes(5);

    private readonly BlastRadiusOptions _options;
    private readonly Queue<(TimeSpan At, int Zeros, int Changes)> _released = new();
    private int _zeros;
    private int _changes;

    public BlastRadiusGuard(BlastRadiusOptions options) => _options = options;

    /// <summary>Whether every counted change matters, not only those to zero.</summary>
    public bool CountsChanges => _options.ChangesMax is not null;

    /// <summary>Whether a run would bring too many listings to zero.</summary>
    public bool IsTooManyZeros(int zeros, int listings, TimeSpan now)
    {
        Forget(now);
        var all = _zeros + zeros;
        return zeros > 0 && all >= _options.ZeroCountMin && all > _options.ZeroShareMax * listings;
    }

    /// <summary>Whether a run would change too many listings.</summary>
    public bool IsTooManyChanges(int changes, TimeSpan now)
    {
        Forget(now);
        return changes > 0 && _options.ChangesMax is { } max && _changes + changes > max;
    }

    /// <summary>A run was let through.</summary>
    public void Note(int zeros, int changes, TimeSpan now)
    {
        if (zeros + changes > 0)
        {
            _released.Enqueue((now, zeros, changes));
            _zeros += zeros;
            _changes += changes;
        }
    }

    /// <summary>A person answered: what went before is judged.</summary>
    public void Reset()
    {
        _released.Clear();
        _zeros = 0;
        _changes = 0;
    }

    public string ZerosReason(int zeros, int listings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_zeros + zeros} of {listings} listings would go to zero within {RunTime.TotalMinutes:0} minutes, above BlastRadius.ZeroShareMax of {_options.ZeroShareMax:0.###}.");

    public string ChangesReason(int changes) => string.Create(
        CultureInfo.InvariantCulture,
        $"{_changes + changes} listings would change within {RunTime.TotalMinutes:0} minutes, above BlastRadius.ChangesMax of {_options.ChangesMax}.");

    private void Forget(TimeSpan now)
    {
        while (_released.TryPeek(out var oldest) && now - oldest.At >= RunTime)
        {
            _released.Dequeue();
            _zeros -= oldest.Zeros;
            _changes -= oldest.Changes;
        }
    }
}

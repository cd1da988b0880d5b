using InventorySync.Stock;

namespace InventorySync.Demand;

/// <summary>Remembers for a while which movements were counted, where the same ones come by two ways. Not safe for several threads at once.</summary>
internal sealed class SeenMovements
{
    private HashSet<(LevelKey Level, long Version)> _young = [];
    private HashSet<(LevelKey Level, long Version)> _old = [];

    /// <returns>Whether it is the first time.</returns>
    public bool Add(LevelKey level, long version) => !_old.Contains((level, version)) && _young.Add((level, version));

    /// <summary>Forgets what was added before the last call.</summary>
    public void Age()
    {
        (_young, _old) = (_old, _young);
        _young.Clear();
    }
}

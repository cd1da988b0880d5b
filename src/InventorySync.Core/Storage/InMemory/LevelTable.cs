using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>Every level, found by its SKU. A SKU's levels form a chain in the order of their locations.</summary>
/// <remarks>One entry per SKU and one slot per level: about 80 bytes a level. Used under the ledger's lock.</remarks>
internal sealed class LevelTable
{
    public const int None = -1;

    private readonly Dictionary<Sku, int> _firstOfSku = [];
    private readonly SegmentedList<LevelSlot> _slots = new();

    public ref LevelSlot this[int slot] => ref _slots[slot];

    public int Find(in LevelKey key)
    {
        for (var slot = First(key.Sku); slot != None; slot = _slots[slot].NextOfSku)
        {
            if (_slots[slot].Key.Location == key.Location)
            {
                return slot;
            }
        }

        return None;
    }

    /// <summary>Makes the level, with zeros.</summary>
    public int Add(in LevelKey key)
    {
        var slot = _slots.Add();
        ref var added = ref _slots[slot];
        added.Key = key;
        added.LastMovement = MovementLog.None;

        var next = First(key.Sku);
        if (next == None || key.Location.CompareTo(_slots[next].Key.Location) < 0)
        {
            added.NextOfSku = next;
            _firstOfSku[key.Sku] = slot;
            return slot;
        }

        var before = next;
        while (_slots[before].NextOfSku is var after and not None && _slots[after].Key.Location.CompareTo(key.Location) < 0)
        {
            before = after;
        }

        added.NextOfSku = _slots[before].NextOfSku;
        _slots[before].NextOfSku = slot;
        return slot;
    }

    /// <summary>Adds the levels of a SKU, by location.</summary>
    public void AddLevels(Sku sku, List<Level> to)
    {
        for (var slot = First(sku); slot != None; slot = _slots[slot].NextOfSku)
        {
            to.Add(_slots[slot].ToLevel());
        }
    }

    /// <summary>The slots of one SKU, or of all, ordered by SKU and location.</summary>
    public List<int> Slots(Sku? sku)
    {
        List<int> found = [];
        if (sku is { } one)
        {
            for (var slot = First(one); slot != None; slot = _slots[slot].NextOfSku)
            {
                found.Add(slot);
            }
        }
        else
        {
            for (var slot = 0; slot < _slots.Count; slot++)
            {
                found.Add(slot);
            }

            found.Sort((left, right) => _slots[left].Key.CompareTo(_slots[right].Key));
        }

        return found;
    }

    private int First(Sku sku) => _firstOfSku.TryGetValue(sku, out var slot) ? slot : None;
}

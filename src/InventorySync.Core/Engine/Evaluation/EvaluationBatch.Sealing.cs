using System.Diagnostics;
using System.Runtime.InteropServices;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <content>What happens to the batch after the last operation is decided.</content>
internal sealed partial class EvaluationBatch
{
    private readonly List<(LevelKey Key, int Slot)> _ordered = [];
    private int[] _places = [];

    /// <summary>Brings the batch into the order in which stores touch rows.</summary>
    public void Seal()
    {
        _ordered.Clear();
        for (var i = 0; i < _slotCount; i++)
        {
            ref readonly var slot = ref _slots[i];
            if (slot.Matters)
            {
                _ordered.Add((new LevelKey(slot.Sku, slot.Cached.Location), i));
            }
        }

        _ordered.Sort(static (left, right) => left.Key.CompareTo(right.Key));
        var places = PlacesOfSlots();
        for (var i = 0; i < _ordered.Count; i++)
        {
            places[_ordered[i].Slot] = i;
            Commit.Levels.Add(_slots[_ordered[i].Slot].ToChange());
        }

        foreach (ref var draft in CollectionsMarshal.AsSpan(Commit.Movements))
        {
            draft = draft with { Level = places[draft.Level] };
        }

        if (_reservations.Count > 0)
        {
            Commit.Reservations.AddRange(_reservations.Values.Where(change => change.After.Version != change.VersionBefore).OrderBy(change => change.After.Id));
        }

        if (_orders.Count > 0)
        {
            Commit.Orders.AddRange(_orders.Values.Where(change => change.After.Version != change.VersionBefore)
                .OrderBy(change => change.After.Key.Channel).ThenBy(change => change.After.Key.OrderId, StringComparer.Ordinal));
        }
    }

    /// <summary>Takes the levels that the database returned into memory; another batch may be decided from then on.</summary>
    public void Accept(IReadOnlyList<Level> levelsAfter)
    {
        Debug.Assert(levelsAfter.Count == Commit.Levels.Count, "I6: the store returns one level per level of the batch");
        for (var i = 0; i < levelsAfter.Count; i++)
        {
            var level = levelsAfter[i];
            Debug.Assert(level.Key == Commit.Levels[i].Key, "I6: levels after come in the order of the batch");
            Levels.Store(level);
        }

        ReleaseSlots();
    }

    /// <summary>Forgets every level of the batch: what memory says of them was wrong, or is not known.</summary>
    public void ForgetLevels()
    {
        for (var i = 0; i < _slotCount; i++)
        {
            Levels.Forget(_slots[i].Sku);
        }

        ReleaseSlots();
    }

    private void ReleaseSlots()
    {
        for (var i = 0; i < _slotCount; i++)
        {
            _slots[i].Cached.Slot = 0;
        }

        Array.Clear(_slots, 0, _slotCount);
        _slotCount = 0;
    }

    private int[] PlacesOfSlots()
    {
        if (_places.Length < _slots.Length)
        {
            _places = new int[_slots.Length];
        }

        return _places;
    }
}

using System.Runtime.InteropServices;
using InventorySync.Alerts;
using InventorySync.Catalog;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine.Evaluation;

/// <summary>The state that a batch's operations are decided on, one after the other, and the effects they add up to.</summary>
/// <remarks>Owned by the writer's loop and reused. Between <see cref="Begin"/> and <see cref="Seal"/> it reads only memory.</remarks>
internal sealed partial class EvaluationBatch
{
    private readonly Dictionary<ReservationId, ReservationChange> _reservations = [];
    private readonly Dictionary<OrderKey, OrderChange> _orders = [];
    private readonly List<(int Slot, LevelSlot Before)> _saved = [];
    private readonly List<int> _exactWhenRefused = [];
    private LevelSlot[] _slots = new LevelSlot[64];
    private int _slotCount;
    private int _catalogNumber;
    private int _stamp;
    private int _movementsFrom;

    public EvaluationBatch(LevelCache levels) => Levels = levels;

    public LevelCache Levels { get; }

    public ICatalogView Catalog { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; }

    /// <summary>What is written; whole only after <see cref="Seal"/>.</summary>
    public CommitBatch Commit { get; } = new();

    public List<Refusal> Refusals { get; } = [];

    public void Begin(ICatalogView catalog, DateTimeOffset now, LedgerState? loaded)
    {
        Reset();
        if (!ReferenceEquals(Catalog, catalog))
        {
            Catalog = catalog;
            _catalogNumber++;
        }

        Now = now;
        Commit.RecordedAt = now;
        foreach (var reservation in loaded?.Reservations ?? [])
        {
            _reservations[reservation.Id] = new ReservationChange(reservation, reservation.Version);
        }

        foreach (var order in loaded?.Orders ?? [])
        {
            _orders[order.Key] = new OrderChange(order, order.Version);
        }
    }

    /// <summary>Starts one operation: from here on it can be rolled back.</summary>
    public void BeginOperation()
    {
        _stamp++;
        _saved.Clear();
        _exactWhenRefused.Clear();
        _movementsFrom = Commit.Movements.Count;
    }

    public int SlotOf(Sku sku, CachedLevel level)
    {
        if (level.Slot > 0)
        {
            return level.Slot - 1;
        }

        if (_slotCount == _slots.Length)
        {
            Array.Resize(ref _slots, _slotCount * 2);
        }

        _slots[_slotCount] = new LevelSlot { Sku = sku, Cached = level, AvailableMin = long.MinValue, OnHandMin = long.MinValue };
        level.Slot = ++_slotCount;
        return _slotCount - 1;
    }

    /// <summary>The SKU's levels and its item, with one look-up where both are in memory.</summary>
    public CachedLevel? Find(Sku sku, out CatalogItem? item)
    {
        var head = Levels.Find(sku);
        if (head is null)
        {
            item = Catalog.FindItem(sku);
        }
        else
        {
            if (head.CatalogNumber != _catalogNumber)
            {
                head.Item = Catalog.FindItem(sku);
                head.CatalogNumber = _catalogNumber;
            }

            item = head.Item;
        }

        return head;
    }

    public int SlotOf(Sku sku, LocationId location) => SlotOf(sku, Levels.GetOrAdd(sku, location));

    /// <summary>The slot for reading; what changes it goes through the methods below.</summary>
    public ref readonly LevelSlot Slot(int slot) => ref _slots[slot];

    /// <summary>Units that this operation has taken from what the level had available.</summary>
    public long TakenByOperation(int slot)
    {
        if (_slots[slot].SavedBy == _stamp)
        {
            foreach (ref readonly var saved in CollectionsMarshal.AsSpan(_saved))
            {
                if (saved.Slot == slot)
                {
                    return saved.Before.Available - _slots[slot].Available;
                }
            }
        }

        return 0;
    }

    /// <summary>What a level has available at this point of the batch, without making it part of the batch.</summary>
    public long AvailableAt(Sku sku, LocationId location)
    {
        for (var level = Levels.Find(sku); level is not null; level = level.Next)
        {
            if (level.Location == location)
            {
                return level.Slot > 0 ? _slots[level.Slot - 1].Available : level.OnHand - level.Reserved;
            }
        }

        return 0;
    }

    /// <summary>Whether there is, or will be with this batch, stock of the SKU anywhere.</summary>
    public bool HasLevels(Sku sku)
    {
        for (var level = Levels.Find(sku); level is not null; level = level.Next)
        {
            if (level.Version > 0 || (level.Slot > 0 && _slots[level.Slot - 1].MovementCount > 0))
            {
                return true;
            }
        }

        return false;
    }

    public void Move(int slot, long onHandDelta, long reservedDelta)
    {
        Save(slot);
        ref var state = ref _slots[slot];
        state.OnHandDelta = checked(state.OnHandDelta + onHandDelta);
        state.ReservedDelta = checked(state.ReservedDelta + reservedDelta);
        state.MovementCount++;
        Commit.Movements.Add(new MovementDraft
        {
            Level = slot,
            Operation = Commit.Operations.Count,
            Line = Commit.Movements.Count - _movementsFrom,
            OnHandDelta = onHandDelta,
            ReservedDelta = reservedDelta,
            VersionOffset = state.MovementCount,
            OnHandOffset = state.OnHandDelta,
            ReservedOffset = state.ReservedDelta,
        });
    }

    /// <summary>The decision relies on at least this much being available at this point of the batch.</summary>
    public void RequireAvailable(int slot, long availableMin)
    {
        Save(slot);
        ref var state = ref _slots[slot];
        state.AvailableMin = Math.Max(state.AvailableMin, availableMin - (state.OnHandDelta - state.ReservedDelta));
    }

    /// <summary>The decision relies on at least this much being on hand at this point of the batch.</summary>
    public void RequireOnHand(int slot, long onHandMin)
    {
        Save(slot);
        ref var state = ref _slots[slot];
        state.OnHandMin = Math.Max(state.OnHandMin, onHandMin - state.OnHandDelta);
    }

    /// <summary>The decision relies on the level being exactly as it is in memory.</summary>
    public void RequireExact(int slot)
    {
        Save(slot);
        _slots[slot].IsExact = true;
    }

    public void Refuse(in Refusal refusal, int slot = -1)
    {
        Refusals.Add(refusal);
        if (slot >= 0)
        {
            ConfirmWhenRefused(slot);
        }
    }

    /// <summary>Should the operation under way be refused, the level must still be as it is in memory.</summary>
    public void ConfirmWhenRefused(int slot) => _exactWhenRefused.Add(slot);

    public Reservation? FindReservation(ReservationId id) => _reservations.TryGetValue(id, out var change) ? change.After : null;

    public void Put(Reservation reservation)
    {
        var before = _reservations.TryGetValue(reservation.Id, out var change) ? change.VersionBefore : 0;
        _reservations[reservation.Id] = new ReservationChange(reservation with { Version = before + 1 }, before);
    }

    public OrderState? FindOrder(OrderKey key) => _orders.TryGetValue(key, out var change) ? change.After : null;

    public void Put(OrderState order)
    {
        var before = _orders.TryGetValue(order.Key, out var change) ? change.VersionBefore : 0;
        _orders[order.Key] = new OrderChange(order with { Version = before + 1 }, before);
    }

    public void Raise(Incident incident) => Commit.Incidents.Add(incident);

    /// <summary>Takes back what the operation under way did to levels. Reservations and orders are put only by operations that are not refused.</summary>
    public void Rollback()
    {
        for (var i = _saved.Count - 1; i >= 0; i--)
        {
            _slots[_saved[i].Slot] = _saved[i].Before;
        }

        CollectionsMarshal.SetCount(Commit.Movements, _movementsFrom);

        // What refused the operation must still be so in the database, or another process's receipt would be overlooked.
        foreach (var slot in _exactWhenRefused)
        {
            _slots[slot].IsExact = true;
        }
    }

    private void Save(int slot)
    {
        ref var state = ref _slots[slot];
        if (state.SavedBy != _stamp)
        {
            _saved.Add((slot, state));
            state.SavedBy = _stamp;
        }
    }

    private void Reset()
    {
        ReleaseSlots();
        _stamp = 0;
        _reservations.Clear();
        _orders.Clear();
        Commit.Clear();
        Refusals.Clear();
    }
}

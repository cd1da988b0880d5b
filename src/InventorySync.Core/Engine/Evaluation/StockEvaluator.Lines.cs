using InventorySync.Alerts;
using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <content>Operations whose lines act on levels directly.</content>
internal sealed partial class StockEvaluator
{
    /// <summary>Takes every line, kits by their components. Goes on after a refusal, so that the caller hears of every short line at once.</summary>
    private OutcomeStatus TakeLines(Taking taking, bool isFact)
    {
        var lines = _operation.LineSpan;
        for (var i = 0; i < lines.Length; i++)
        {
            ref readonly var line = ref lines[i];
            var head = _batch.Find(line.Sku, out var item);
            if (item is { IsKit: true })
            {
                foreach (var component in _batch.Catalog.Expand(line.Sku))
                {
                    Take(i, component.Sku, _batch.Catalog.FindItem(component.Sku), checked(line.Quantity * component.Quantity), line.Location, taking, isFact);
                }
            }
            else if (LevelAt(head, line.Location) is { Version: > 0 } level)
            {
                // What nearly every line is: an article and a place that have stock on record, so that nothing need be looked up.
                TakeAt(i, line.Sku, item, line.Quantity, _batch.SlotOf(line.Sku, level), taking, isFact);
            }
            else
            {
                Take(i, line.Sku, item, line.Quantity, line.Location, taking, isFact);
            }
        }

        return OutcomeStatus.Applied;
    }

    private static CachedLevel? LevelAt(CachedLevel? head, LocationId? location)
    {
        if (location is { } named)
        {
            for (var level = head; level is not null; level = level.Next)
            {
                if (level.Location == named)
                {
                    return level;
                }
            }
        }

        return null;
    }

    private void Take(int line, Sku sku, CatalogItem? item, long quantity, LocationId? location, Taking taking, bool isFact)
    {
        if (!IsKnown(line, sku, item, quantity))
        {
            return;
        }

        if (location is { } named)
        {
            if (IsKnown(line, sku, named, quantity))
            {
                TakeAt(line, sku, item, quantity, _batch.SlotOf(sku, named), taking, isFact);
            }
        }
        else
        {
            TakeSourced(line, sku, item, quantity, taking, isFact);
        }
    }

    private void TakeAt(int line, Sku sku, CatalogItem? item, long quantity, int slot, Taking taking, bool isFact)
    {
        var available = _batch.Slot(slot).Available;
        var limit = item?.BackorderLimit ?? 0;
        if (available + limit >= quantity)
        {
            _batch.RequireAvailable(slot, quantity - limit);
            Move(slot, quantity, taking);
        }
        else if (isFact)
        {
            TakeUncovered(slot, sku, quantity, limit, taking);
        }
        else
        {
            var taken = _batch.TakenByOperation(slot);
            Refuse(OutcomeStatus.InsufficientStock, new Refusal(line, sku, _batch.Slot(slot).Cached.Location, quantity + taken, Math.Max(0, available + taken + limit)), slot);
        }
    }

    /// <summary>A fact that stock does not cover: recorded all the same, with an incident over the units that are newly missing.</summary>
    private void TakeUncovered(int slot, Sku sku, long quantity, long limit, Taking taking)
    {
        var available = _batch.Slot(slot).Available;
        _batch.RequireExact(slot);
        Move(slot, quantity, taking);
        Raise(sku, _batch.Slot(slot).Cached.Location, Uncovered(available - quantity, limit) - Uncovered(available, limit), FactCause);
    }

    private static long Uncovered(long available, long limit) => Math.Max(0, -limit - available);

    private void Move(int slot, long quantity, Taking taking)
    {
        if (taking == Taking.OnHand)
        {
            _batch.Move(slot, -quantity, 0);
        }
        else
        {
            _batch.Move(slot, 0, quantity);
        }
    }

    private OutcomeStatus AddLines()
    {
        var lines = _operation.LineSpan;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            foreach (var component in Components(line.Sku))
            {
                var quantity = checked(line.Quantity * component.Quantity);
                var location = line.Location!.Value;

                // A receipt starts a SKU; a return of what was never here is a slip.
                var item = _batch.Catalog.FindItem(component.Sku);
                if ((_operation.Kind == OperationKind.Receive || IsKnown(i, component.Sku, item, quantity))
                    && IsKnown(i, component.Sku, location, quantity))
                {
                    _batch.Move(_batch.SlotOf(component.Sku, location), quantity, 0);
                }
            }
        }

        return OutcomeStatus.Applied;
    }

    private OutcomeStatus CorrectLines()
    {
        var lines = _operation.LineSpan;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var sign = _operation.Kind == OperationKind.Damage ? -1 : 1;
            foreach (var component in Components(line.Sku))
            {
                var item = _batch.Catalog.FindItem(component.Sku);
                var delta = checked(sign * line.Quantity * component.Quantity);
                var location = line.Location!.Value;
                if (IsKnown(i, component.Sku, item, delta) && IsKnown(i, component.Sku, location, delta))
                {
                    Correct(i, component.Sku, item, location, delta);
                }
            }
        }

        return OutcomeStatus.Applied;
    }

    private void Correct(int line, Sku sku, CatalogItem? item, LocationId location, long delta)
    {
        var slot = _batch.SlotOf(sku, location);
        var onHand = _batch.Slot(slot).OnHand;
        if (delta < 0 && onHand + delta < 0)
        {
            Refuse(OutcomeStatus.BelowZero, new Refusal(line, sku, location, -delta, Math.Max(0, onHand)), slot);
            return;
        }

        if (delta < 0)
        {
            _batch.RequireOnHand(slot, -delta);
        }

        MoveCorrection(slot, sku, location, item?.BackorderLimit ?? 0, delta);
    }

    private OutcomeStatus CountLines()
    {
        var lines = _operation.LineSpan;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var location = line.Location!.Value;
            var item = _batch.Catalog.FindItem(line.Sku);
            if (item is { IsKit: true })
            {
                Refuse(OutcomeStatus.KitNotCountable, new Refusal(i, line.Sku, location, line.Quantity, 0));
            }
            else if (IsKnown(i, line.Sku, location, line.Quantity))
            {
                var slot = _batch.SlotOf(line.Sku, location);
                _batch.RequireExact(slot);

                // A count that finds what was expected is a movement too: the evidence that somebody looked.
                MoveCorrection(slot, line.Sku, location, item?.BackorderLimit ?? 0, line.Quantity - _batch.Slot(slot).OnHand);
            }
        }

        return OutcomeStatus.Applied;
    }

    /// <summary>Changes on hand; where that takes units that are promised already, somebody has to hear of it.</summary>
    private void MoveCorrection(int slot, Sku sku, LocationId location, long limit, long delta)
    {
        var before = _batch.Slot(slot).Available;
        var uncovered = Uncovered(before + delta, limit) - Uncovered(before, limit);
        if (uncovered > 0)
        {
            _batch.RequireExact(slot);
        }
        else if (delta < 0)
        {
            _batch.RequireAvailable(slot, -delta - limit);
        }

        _batch.Move(slot, delta, 0);
        if (uncovered > 0)
        {
            Raise(sku, location, uncovered, IncidentCause.CountError);
        }
    }

    private IReadOnlyList<KitComponent> Components(Sku sku) => _batch.Catalog.Expand(sku);
}

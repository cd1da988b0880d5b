using System.Diagnostics;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <content>Marketplace orders: facts that come as cumulative snapshots, of which only the difference changes stock.</content>
internal sealed partial class StockEvaluator
{
    private OutcomeStatus RecordOrder()
    {
        var snapshot = _operation.Order!;
        var before = _batch.FindOrder(new OrderKey(snapshot.Channel, snapshot.OrderId));
        if (OrderMerge.IsStale(before, snapshot))
        {
            return OutcomeStatus.Stale;
        }

        CheckOrderLines(snapshot, before);
        if (_refusal != OutcomeStatus.None)
        {
            return _refusal;
        }

        var after = OrderMerge.Merge(before, snapshot, Components);
        if (ReferenceEquals(after, before))
        {
            return OutcomeStatus.Unchanged;
        }

        var reservation = _batch.FindReservation(snapshot.Reservation);
        var hold = reservation?.Lines.ToList() ?? [];
        var from = _batch.Commit.Movements.Count;
        foreach (var line in after.Lines)
        {
            MoveOrderLine(hold, line, before?.Lines.FirstOrDefault(known => known.Line.LineId == line.Line.LineId)?.Line);
            if (_refusal != OutcomeStatus.None)
            {
                return _refusal;
            }
        }

        _batch.Put(after);
        if (_batch.Commit.Movements.Count > from)
        {
            _batch.Put(Hold(snapshot, after, reservation, hold));
        }

        return OutcomeStatus.Applied;
    }

    private void CheckOrderLines(OrderSnapshot snapshot, OrderState? before)
    {
        for (var i = 0; i < snapshot.Lines.Count; i++)
        {
            var line = snapshot.Lines[i];
            if (before?.Lines.Any(known => known.Line.LineId == line.LineId) == true)
            {
                continue;
            }

            if (IsKnown(i, line.Sku, _batch.Catalog.FindItem(line.Sku), line.Ordered) && line.Location is { } location)
            {
                IsKnown(i, line.Sku, location, line.Ordered);
            }
        }
    }

    private Reservation Hold(OrderSnapshot snapshot, OrderState after, Reservation? before, List<ReservedLine> lines)
    {
        var isOpen = lines.Exists(line => line.Open > 0);
        var closed = after.Lines.Any(line => line.Line.Fulfilled > 0) ? ReservationStatus.Fulfilled : ReservationStatus.Released;
        return new Reservation
        {
            Id = snapshot.Reservation,
            Owner = ReservationOwner.Order(snapshot.OrderId),
            Status = isOpen ? ReservationStatus.Open : closed,
            Lines = lines,
            Channel = snapshot.Channel,
            CreatedAt = before?.CreatedAt ?? _batch.Now,
        };
    }

    private void MoveOrderLine(List<ReservedLine> hold, OrderLineState line, OrderLine? before)
    {
        var now = line.Line;
        var open = now.Open - (before?.Open ?? 0);
        var fulfilled = now.Fulfilled - (before?.Fulfilled ?? 0);
        var returned = now.Returned - (before?.Returned ?? 0);
        foreach (var component in line.Components)
        {
            MoveComponent(hold, component.Sku, now.Location, checked(open * component.Quantity),
                checked(fulfilled * component.Quantity), checked(returned * component.Quantity));
        }
    }

    private void MoveComponent(List<ReservedLine> hold, Sku sku, LocationId? location, long open, long fulfilled, long returned)
    {
        // Units that left come out of the hold as far as the hold shrinks; the rest of the shrinking was cancelled.
        var shrinks = Math.Max(0, -open);
        var leaves = Math.Clamp(fulfilled, 0, shrinks);
        TakeFromOrderHold(hold, sku, location, leaves, unitsLeave: true);
        TakeFromOrderHold(hold, sku, location, shrinks - leaves, unitsLeave: false);

        // What comes back is counted before what is taken, or one snapshot that does both could raise a false incident.
        var ships = fulfilled - leaves;
        BringBack(hold, sku, location, Math.Max(0, -ships) + Math.Max(0, returned));
        TakeForOrder(hold, sku, location, Math.Max(0, open), Taking.Reserved);
        TakeForOrder(hold, sku, location, Math.Max(0, ships) + Math.Max(0, -returned), Taking.OnHand);
    }

    /// <summary>Takes units out of the order's hold: from the named location first, and from what was reserved last.</summary>
    private void TakeFromOrderHold(List<ReservedLine> hold, Sku sku, LocationId? location, long units, bool unitsLeave)
    {
        for (var pass = 0; pass < 2 && units > 0; pass++)
        {
            for (var i = hold.Count - 1; i >= 0 && units > 0; i--)
            {
                var line = hold[i];
                if (line.Sku != sku || line.Open == 0 || (pass == 0 && line.Location != location))
                {
                    continue;
                }

                var taken = Math.Min(units, line.Open);
                _batch.Move(_batch.SlotOf(sku, line.Location), unitsLeave ? -taken : 0, -taken);
                hold[i] = line with { Open = line.Open - taken };
                units -= taken;
            }
        }

        Debug.Assert(units == 0, "I2: an order's hold has the open units of the order's lines");
    }

    private void TakeForOrder(List<ReservedLine> hold, Sku sku, LocationId? location, long units, Taking taking)
    {
        if (units > 0)
        {
            var from = _batch.Commit.Movements.Count;
            Take(0, sku, _batch.Catalog.FindItem(sku), units, location, taking, isFact: true);
            AddMovementsTo(hold, from);
        }
    }

    /// <summary>Puts units back on hand: where the channel says, else where the order's units came from.</summary>
    private void BringBack(List<ReservedLine> hold, Sku sku, LocationId? location, long units)
    {
        if (units == 0)
        {
            return;
        }

        var at = hold.FindLastIndex(line => line.Sku == sku);
        var home = location ?? (at >= 0 ? hold[at].Location : null);
        if (home is null && FindCandidates(sku) > 0)
        {
            home = _candidates[0].Location;
        }

        if (home is { } found)
        {
            _batch.Move(_batch.SlotOf(sku, found), units, 0);
        }
        else
        {
            Refuse(OutcomeStatus.UnknownLocation, new Refusal(0, sku, null, units, 0));
        }
    }
}

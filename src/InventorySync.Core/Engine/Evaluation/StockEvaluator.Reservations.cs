using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <content>Operations on holds.</content>
internal sealed partial class StockEvaluator
{
    private OutcomeStatus Reserve()
    {
        var terms = _operation.Terms!;
        var from = _batch.Commit.Movements.Count;
        TakeLines(Taking.Reserved, isFact: false);

        // Looked up only after a first commit found the id taken: nearly every hold is new, and needs no read before it is made.
        if (_refusal == OutcomeStatus.None && _batch.FindReservation(terms.Id) is not null)
        {
            Refuse(OutcomeStatus.ReservationExists);
        }

        if (_refusal == OutcomeStatus.None)
        {
            var hold = new List<ReservedLine>();
            AddMovementsTo(hold, from);
            _batch.Put(new Reservation
            {
                Id = terms.Id,
                Owner = terms.Owner,
                Status = ReservationStatus.Open,
                Lines = hold,
                Channel = _operation.Channel,
                CreatedAt = _batch.Now,
                ExpiresAt = terms.ExpiresAt,
                Pinned = terms.Pinned,
            });
        }

        return OutcomeStatus.Applied;
    }

    private OutcomeStatus Release()
    {
        if (FindHold() is not { } reservation)
        {
            return _refusal;
        }

        var lines = reservation.Lines.ToArray();
        var claims = Claims(lines, line => line.Open, isClamped: true);
        if (_refusal != OutcomeStatus.None || reservation.Status != ReservationStatus.Open || Array.TrueForAll(claims, units => units == 0))
        {
            return OutcomeStatus.Unchanged;
        }

        return TakeFromHold(reservation, lines, claims, unitsLeave: false);
    }

    private OutcomeStatus Fulfil()
    {
        if (FindHold() is not { } reservation)
        {
            return _refusal;
        }

        if (reservation.Status is ReservationStatus.Expired or ReservationStatus.Shortfall)
        {
            return CommitLate(reservation);
        }

        if (reservation.Status != ReservationStatus.Open)
        {
            Refuse(OutcomeStatus.ReservationClosed);
            return _refusal;
        }

        var lines = reservation.Lines.ToArray();
        var claims = Claims(lines, line => line.Open, isClamped: false);
        return _refusal != OutcomeStatus.None ? _refusal : TakeFromHold(reservation, lines, claims, unitsLeave: true);
    }

    private OutcomeStatus Expire()
    {
        if (_batch.FindReservation(_operation.Reservation!.Value) is not { } reservation)
        {
            Refuse(OutcomeStatus.UnknownReservation);
            return _refusal;
        }

        // Pinned, extended, shipped or given back between the sweep and now.
        if (!reservation.IsDue(_batch.Now))
        {
            return OutcomeStatus.Unchanged;
        }

        var given = new List<ReservedLine>(reservation.Lines.Count);
        foreach (var line in reservation.Lines)
        {
            if (line.Open > 0)
            {
                _batch.Move(_batch.SlotOf(line.Sku, line.Location), 0, -line.Open);
                given.Add(line with { Quantity = line.Open, Open = 0 });
            }
        }

        _batch.Put(reservation with { Status = ReservationStatus.Expired, Lines = given });
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus SetPinned(bool pinned) =>
        ChangeTerms(reservation => reservation.Pinned == pinned ? null : reservation with { Pinned = pinned });

    private OutcomeStatus Extend() =>
        ChangeTerms(reservation => reservation.ExpiresAt == _operation.ExpiresAt ? null : reservation with { ExpiresAt = _operation.ExpiresAt });

    private OutcomeStatus ChangeTerms(Func<Reservation, Reservation?> change)
    {
        if (FindHold() is not { } reservation)
        {
            return _refusal;
        }

        if (reservation.Status != ReservationStatus.Open)
        {
            Refuse(OutcomeStatus.ReservationClosed);
            return _refusal;
        }

        if (change(reservation) is not { } changed)
        {
            return OutcomeStatus.Unchanged;
        }

        _batch.Put(changed);
        return OutcomeStatus.Applied;
    }

    private Reservation? FindHold()
    {
        var reservation = _batch.FindReservation(_operation.Reservation!.Value);
        if (reservation is null)
        {
            Refuse(OutcomeStatus.UnknownReservation);
            return null;
        }

        if (reservation.Channel is { } channel && reservation.Id == OrderSnapshot.ReservationOf(channel, reservation.Owner.Id))
        {
            // Were it changed here too, the channel's next snapshot would take the same units a second time.
            Refuse(OutcomeStatus.HeldByOrder);
            return null;
        }

        return reservation;
    }

    /// <summary>How many units of each line of the hold the operation speaks of: those it names, or all.</summary>
    private long[] Claims(ReservedLine[] lines, Func<ReservedLine, long> permitted, bool isClamped)
    {
        var claims = new long[lines.Length];
        if (_operation.LineSpan.Length == 0)
        {
            for (var i = 0; i < lines.Length; i++)
            {
                claims[i] = permitted(lines[i]);
            }

            return claims;
        }

        for (var i = 0; i < _operation.LineSpan.Length; i++)
        {
            var asked = _operation.LineSpan[i];
            foreach (var component in Components(asked.Sku))
            {
                var wanted = checked(asked.Quantity * component.Quantity);
                var open = wanted;
                for (var j = 0; j < lines.Length && open > 0; j++)
                {
                    if (lines[j].Sku == component.Sku && (asked.Location is not { } location || lines[j].Location == location))
                    {
                        var units = Math.Min(open, permitted(lines[j]) - claims[j]);
                        claims[j] += units;
                        open -= units;
                    }
                }

                if (open > 0 && !isClamped)
                {
                    Refuse(OutcomeStatus.ExceedsReservation, new Refusal(i, component.Sku, asked.Location, wanted, wanted - open));
                }
            }
        }

        return claims;
    }

    private OutcomeStatus TakeFromHold(Reservation reservation, ReservedLine[] lines, long[] claims, bool unitsLeave)
    {
        long open = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (claims[i] > 0)
            {
                _batch.Move(_batch.SlotOf(lines[i].Sku, lines[i].Location), unitsLeave ? -claims[i] : 0, -claims[i]);
                lines[i] = lines[i] with { Open = lines[i].Open - claims[i] };
            }

            open += lines[i].Open;
        }

        var closed = unitsLeave ? ReservationStatus.Fulfilled : ReservationStatus.Released;
        _batch.Put(reservation with { Lines = lines, Status = open > 0 ? ReservationStatus.Open : closed });
        return OutcomeStatus.Applied;
    }

    /// <summary>Adds what the movements from an index on reserved or took to a hold, at most one line a level.</summary>
    private void AddMovementsTo(List<ReservedLine> hold, int from)
    {
        for (var i = from; i < _batch.Commit.Movements.Count; i++)
        {
            var movement = _batch.Commit.Movements[i];
            ref readonly var slot = ref _batch.Slot(movement.Level);
            var units = movement.ReservedDelta - movement.OnHandDelta;
            AddTo(hold, slot.Sku, slot.Cached.Location, units, movement.ReservedDelta);
        }
    }

    private static void AddTo(List<ReservedLine> hold, Sku sku, LocationId location, long quantity, long open)
    {
        var at = hold.FindIndex(line => line.Sku == sku && line.Location == location);
        if (at < 0)
        {
            hold.Add(new ReservedLine(sku, location, quantity, open));
        }
        else
        {
            hold[at] = hold[at] with { Quantity = hold[at].Quantity + quantity, Open = hold[at].Open + open };
        }
    }
}

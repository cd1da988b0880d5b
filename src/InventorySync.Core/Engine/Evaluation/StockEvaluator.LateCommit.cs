using InventorySync.Alerts;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <content>
/// A commit of an expired hold: the money has moved, so it can't be refused. It gets the units again, or is recorded as a
/// shortfall with the ways out.
/// </content>
internal sealed partial class StockEvaluator
{
    private Shortfall? _shortfall;

    private OutcomeStatus CommitLate(Reservation reservation)
    {
        var lines = reservation.Lines.ToArray();
        var claims = Claims(lines, line => line.Quantity, isClamped: false);
        if (_refusal != OutcomeStatus.None)
        {
            return _refusal;
        }

        var missing = Missing(lines, claims);
        if (missing.Count > 0)
        {
            _shortfall = new Shortfall { Reservation = reservation.Id, Missing = missing, Options = Options(missing) };
            _batch.Put(reservation with { Status = ReservationStatus.Shortfall });
            return OutcomeStatus.Shortfall;
        }

        long left = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (claims[i] > 0)
            {
                var slot = _batch.SlotOf(lines[i].Sku, lines[i].Location);
                _batch.RequireAvailable(slot, claims[i]);
                _batch.Move(slot, -claims[i], 0);
                lines[i] = lines[i] with { Quantity = lines[i].Quantity - claims[i] };
            }

            left += lines[i].Quantity;
        }

        _batch.Put(reservation with { Lines = lines, Status = left > 0 ? ReservationStatus.Expired : ReservationStatus.Fulfilled });
        return OutcomeStatus.Applied;
    }

    private List<ReservedLine> Missing(ReservedLine[] lines, long[] claims)
    {
        var missing = new List<ReservedLine>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (claims[i] == 0)
            {
                continue;
            }

            // Without the backorder limit: a buyer who paid for units that were there is asked before being made to wait.
            var slot = _batch.SlotOf(lines[i].Sku, lines[i].Location);
            var available = Math.Max(0, _batch.Slot(slot).Available);
            if (available < claims[i])
            {
                _batch.RequireExact(slot);
                missing.Add(lines[i] with { Quantity = claims[i], Open = claims[i] - available });
                Raise(lines[i].Sku, lines[i].Location, claims[i] - available, IncidentCause.LateCommit);
            }
        }

        return missing;
    }

    /// <summary>The ways out as memory knows them: a hint for a person, so nothing is guarded.</summary>
    private List<ShortfallOption> Options(List<ReservedLine> missing)
    {
        var options = new List<ShortfallOption>();
        foreach (var line in missing)
        {
            foreach (var location in _batch.Catalog.Locations)
            {
                var there = location.IsActive && location.Id != line.Location ? _batch.AvailableAt(line.Sku, location.Id) : 0;
                if (there > 0)
                {
                    options.Add(new ShortfallOption(ShortfallOptionKind.OtherLocation, line.Sku, location.Id, Math.Min(there, line.Quantity)));
                }
            }

            var available = _batch.AvailableAt(line.Sku, line.Location);
            var backorder = Math.Min(line.Quantity, available + (_batch.Catalog.FindItem(line.Sku)?.BackorderLimit ?? 0));
            if (backorder > Math.Max(0, available))
            {
                options.Add(new ShortfallOption(ShortfallOptionKind.Backorder, line.Sku, line.Location, backorder));
            }

            if (available > 0)
            {
                options.Add(new ShortfallOption(ShortfallOptionKind.Partial, line.Sku, line.Location, available));
            }

            options.Add(new ShortfallOption(ShortfallOptionKind.Refund, line.Sku, null, line.Quantity));
        }

        return options;
    }
}

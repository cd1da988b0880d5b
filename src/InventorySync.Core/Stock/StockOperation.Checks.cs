using InventorySync.Intake;
using InventorySync.Reservations;

namespace InventorySync.Stock;

/// <content>What can be checked before the queue, on the caller's thread. Messages name the field and the fix.</content>
public sealed partial record StockOperation
{
    private static StockOperation OnReservation(OperationId id, OperationKind kind, ReservationId reservation, ReadOnlySpan<StockLine> lines) =>
        new(
            Checked(id),
            kind,
            lines.IsEmpty ? [] : Checked(lines, quantityMin: 1),
            new StockSubject { Reservation = Checked(reservation) });

    private static OperationId Checked(OperationId id) => id.IsDefault
        ? throw new ArgumentException("OperationId has no value; make one with OperationId.New(timeProvider) or from your own text.", nameof(id))
        : id;

    private static ReservationId Checked(ReservationId id) => id.IsDefault
        ? throw new ArgumentException("ReservationId has no value; make one with ReservationId.New(timeProvider) or from your own text.", nameof(id))
        : id;

    private static string Required(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? throw new ArgumentException("Reason is empty; say why stock is corrected.", nameof(reason)) : reason;

    private static ReadOnlySpan<StockLine> Checked(ReadOnlySpan<StockLine> lines, long quantityMin, bool located = false, bool notZero = false)
    {
        if (lines.IsEmpty || lines.Length > LinesMax)
        {
            throw new ArgumentException($"Lines has {lines.Length} entries; give 1 to {LinesMax}.", nameof(lines));
        }

        for (var i = 0; i < lines.Length; i++)
        {
            ref readonly var line = ref lines[i];
            if (line.Sku.IsDefault)
            {
                throw new ArgumentException($"Lines[{i}].Sku has no value; create it with new Sku(text).", nameof(lines));
            }

            if (line.Quantity < quantityMin || line.Quantity > StockLine.QuantityMax || (notZero && line.Quantity == 0))
            {
                throw new ArgumentException(
                    $"Lines[{i}].Quantity of SKU '{line.Sku}' is {line.Quantity}; give {quantityMin} to {StockLine.QuantityMax} whole units{(notZero ? ", not 0" : string.Empty)}.",
                    nameof(lines));
            }

            if (located && line.Location is null)
            {
                throw new ArgumentException($"Lines[{i}].Location of SKU '{line.Sku}' is missing; say where the units lie.", nameof(lines));
            }
        }

        return lines;
    }

    private static OrderSnapshot Checked(OrderSnapshot order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Channel.IsDefault)
        {
            throw new ArgumentException("OrderSnapshot.Channel has no value; name the channel the order came from.", nameof(order));
        }

        IdentifierRules.Validated(order.OrderId, "OrderSnapshot.OrderId", OrderSnapshot.IdLengthMax);
        if (order.Lines.Count > LinesMax)
        {
            throw new ArgumentException($"OrderSnapshot.Lines of order '{order.OrderId}' has {order.Lines.Count} entries; at most {LinesMax} are allowed.", nameof(order));
        }

        var seen = new HashSet<string>(order.Lines.Count, StringComparer.Ordinal);
        for (var i = 0; i < order.Lines.Count; i++)
        {
            Check(order.Lines[i], i, seen);
        }

        return order with { PlacedAt = ToMicroseconds(order.PlacedAt), UpdatedAt = ToMicroseconds(order.UpdatedAt) };
    }

    // What stores keep. A state that comes back from a store with a shorter time would be older than the snapshot that made it,
    // and each repeat of an earlier snapshot of the same microsecond would count as news and undo what came after it.
    private static DateTimeOffset ToMicroseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    private static void Check(OrderLine line, int index, HashSet<string> seen)
    {
        var field = $"OrderSnapshot.Lines[{index}]";
        IdentifierRules.Validated(line.LineId, $"{field}.LineId", OrderSnapshot.IdLengthMax);
        if (!seen.Add(line.LineId))
        {
            throw new ArgumentException($"{field}.LineId '{line.LineId}' stands twice in one order; merge the lines first.", nameof(line));
        }

        if (line.Sku.IsDefault)
        {
            throw new ArgumentException($"{field}.Sku has no value; create it with new Sku(text).", nameof(line));
        }

        CheckUnits(line.Ordered, $"{field}.Ordered");
        CheckUnits(line.Cancelled, $"{field}.Cancelled");
        CheckUnits(line.Fulfilled, $"{field}.Fulfilled");
        CheckUnits(line.Returned, $"{field}.Returned");
    }

    private static void CheckUnits(long units, string field)
    {
        if (units is < 0 or > StockLine.QuantityMax)
        {
            throw new ArgumentException($"{field} is {units}; give 0 to {StockLine.QuantityMax} whole units.", nameof(units));
        }
    }
}

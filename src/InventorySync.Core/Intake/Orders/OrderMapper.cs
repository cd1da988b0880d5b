using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Intake.Orders;

/// <summary>Matches a channel's order with our SKUs and locations. Pure.</summary>
internal static class OrderMapper
{
    /// <param name="order">The order as the channel tells it.</param>
    /// <param name="listed">The SKUs that the channel lists under each external id; ids without a listing are left out.</param>
    /// <param name="isLocation">Whether a location is in the catalogue.</param>
    public static MappedOrder Map(ChannelOrder order, IReadOnlyDictionary<string, Sku[]> listed, Func<LocationId, bool> isLocation)
    {
        var mapped = new MappedOrder();
        if (IdentifierRules.Fault(order.OrderId, "Order id", OrderSnapshot.IdLengthMax) is { } fault)
        {
            mapped.Faults.Add(fault);
            return mapped;
        }

        var seen = new HashSet<string>(order.Lines.Count, StringComparer.Ordinal);
        for (var i = 0; i < order.Lines.Count; i++)
        {
            var line = order.Lines[i];
            if (FaultOf(line, i, seen, isLocation, out var location) is { } lineFault)
            {
                mapped.Faults.Add(lineFault);
            }
            else if (FaultOf(line, listed, out var sku) is { } skuFault)
            {
                mapped.Faults.Add(skuFault);
            }
            else
            {
                mapped.Lines.Add(new OrderLine
                {
                    LineId = line.LineId,
                    Sku = sku,
                    Ordered = line.Ordered,
                    Cancelled = line.Cancelled,
                    Fulfilled = line.Fulfilled,
                    Returned = line.Returned,
                    Location = location,
                });
            }
        }

        return mapped;
    }

    private static string? FaultOf(ChannelOrderLine line, int index, HashSet<string> seen, Func<LocationId, bool> isLocation, out LocationId? location)
    {
        location = null;
        if (IdentifierRules.Fault(line.LineId, $"The id of the line at position {index}", OrderSnapshot.IdLengthMax) is { } fault)
        {
            return fault;
        }

        if (!seen.Add(line.LineId))
        {
            return $"Line '{line.LineId}' stands twice in the order; the adapter has to merge the two.";
        }

        return FaultOf(line.LineId, "ordered", line.Ordered)
            ?? FaultOf(line.LineId, "cancelled", line.Cancelled)
            ?? FaultOf(line.LineId, "fulfilled", line.Fulfilled)
            ?? FaultOf(line.LineId, "returned", line.Returned)
            ?? FaultOf(line, isLocation, out location);
    }

    private static string? FaultOf(string line, string count, long units) => units is >= 0 and <= StockLine.QuantityMax
        ? null
        : $"Line '{line}' has {units} units {count}; a count is 0 to {StockLine.QuantityMax}.";

    private static string? FaultOf(ChannelOrderLine line, Func<LocationId, bool> isLocation, out LocationId? location)
    {
        location = null;
        if (string.IsNullOrEmpty(line.Location))
        {
            return null;
        }

        if (!LocationId.TryCreate(line.Location, out var id, out var fault))
        {
            return $"Line '{line.LineId}': {fault}";
        }

        if (!isLocation(id))
        {
            return $"Line '{line.LineId}' names the location '{id}', which is not in the catalogue; add it, then retry.";
        }

        location = id;
        return null;
    }

    private static string? FaultOf(ChannelOrderLine line, IReadOnlyDictionary<string, Sku[]> listed, out Sku sku)
    {
        sku = default;
        if (!string.IsNullOrEmpty(line.ExternalId) && listed.TryGetValue(line.ExternalId, out var skus))
        {
            // One external id for several SKUs is a mapping that only the SKU's own text can decide.
            sku = skus.Length == 1 ? skus[0] : skus.FirstOrDefault(candidate => candidate.Value == line.Sku);
            return sku.IsDefault
                ? $"Line '{line.LineId}': the channel's id '{line.ExternalId}' is listed for several SKUs ({string.Join(", ", skus)}), and the line's SKU '{line.Sku}' is none of them; correct the listings, then retry."
                : null;
        }

        if (string.IsNullOrEmpty(line.Sku))
        {
            return $"Line '{line.LineId}' has no SKU, and no listing has the channel's id '{line.ExternalId}'; add the listing, then retry.";
        }

        return Sku.TryCreate(line.Sku, out sku, out var fault) ? null : $"Line '{line.LineId}': {fault}";
    }
}

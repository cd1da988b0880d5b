using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Intake;

/// <summary>Merges an order's snapshot into what was applied of it before. Pure.</summary>
/// <remarks>
/// Merging is idempotent and does not depend on the order of arrival: of two snapshots the newer one stands, and of two of
/// the same moment the larger of each count, because cancelled, fulfilled and returned only ever grow.
/// </remarks>
internal static class OrderMerge
{
    /// <summary>Whether the snapshot is older than what was applied.</summary>
    public static bool IsStale(OrderState? before, OrderSnapshot snapshot) => before is not null && snapshot.UpdatedAt < before.UpdatedAt;

    /// <summary>The order after the snapshot; <paramref name="before"/> itself where the snapshot says nothing new.</summary>
    /// <param name="before">What was applied; null: nothing yet.</param>
    /// <param name="snapshot">Not stale.</param>
    /// <param name="expand">What one unit of a SKU is made of now; asked for lines that are new.</param>
    public static OrderState Merge(OrderState? before, OrderSnapshot snapshot, Func<Sku, IReadOnlyList<KitComponent>> expand)
    {
        if (before is null)
        {
            return new OrderState
            {
                Key = new OrderKey(snapshot.Channel, snapshot.OrderId),
                PlacedAt = snapshot.PlacedAt,
                UpdatedAt = snapshot.UpdatedAt,
                Lines = [.. snapshot.Lines.Select(line => new OrderLineState { Line = line, Components = expand(line.Sku) })],
                Version = 0,
            };
        }

        var lines = before.Lines.ToList();
        var isChanged = snapshot.UpdatedAt > before.UpdatedAt;
        foreach (var line in snapshot.Lines)
        {
            var at = lines.FindIndex(known => known.Line.LineId == line.LineId);
            if (at < 0)
            {
                lines.Add(new OrderLineState { Line = line, Components = expand(line.Sku) });
                isChanged = true;
                continue;
            }

            var merged = snapshot.UpdatedAt > before.UpdatedAt ? Newer(lines[at].Line, line) : Larger(lines[at].Line, line);
            isChanged |= merged != lines[at].Line;
            lines[at] = lines[at] with { Line = merged };
        }

        return isChanged ? before with { UpdatedAt = snapshot.UpdatedAt, Lines = lines } : before;
    }

    // The SKU stays the one that stock was taken of, whatever the channel calls the line later.
    private static OrderLine Newer(OrderLine before, OrderLine line) =>
        line with { Sku = before.Sku, Location = line.Location ?? before.Location };

    private static OrderLine Larger(OrderLine before, OrderLine line) => before with
    {
        Ordered = Math.Max(before.Ordered, line.Ordered),
        Cancelled = Math.Max(before.Cancelled, line.Cancelled),
        Fulfilled = Math.Max(before.Fulfilled, line.Fulfilled),
        Returned = Math.Max(before.Returned, line.Returned),
        Location = before.Location ?? line.Location,
    };
}

namespace InventorySync.Allocation.Division;

/// <summary>What a channel's sales weigh in a division.</summary>
internal static class SalesWeight
{
    /// <summary>
    /// Twice the units sold, and one: half a unit more than was sold (Jeffreys' prior for shares), in whole numbers. Without it, a
    /// channel that sold nothing would get nothing, and so never sell.
    /// </summary>
    public static long Of(in AllocationChannel channel) => (2 * channel.UnitsSold) + 1;
}

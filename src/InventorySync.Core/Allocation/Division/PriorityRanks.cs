namespace InventorySync.Allocation.Division;

/// <summary>Finds the channels of one priority: they stand side by side, since channels come by priority.</summary>
internal static class PriorityRanks
{
    /// <summary>The channels of the same priority as the one at <paramref name="start"/>, from there on.</summary>
    public static Range From(ReadOnlySpan<AllocationChannel> channels, int start)
    {
        var end = start + 1;
        while (end < channels.Length && channels[end].Priority == channels[start].Priority)
        {
            end++;
        }

        return start..end;
    }
}

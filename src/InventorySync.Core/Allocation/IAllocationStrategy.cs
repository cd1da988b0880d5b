namespace InventorySync.Allocation;

/// <summary>Divides a pool of stock between the channels that compete for it.</summary>
/// <remarks>
/// Pure: the same context always gives the same quotas, without waiting, locks or clocks of its own. One instance serves all
/// articles, from any thread. Adding a strategy is adding one class.
/// </remarks>
public interface IAllocationStrategy
{
    /// <summary>The name that settings and explanations use, such as <c>shared</c>.</summary>
    string Name { get; }

    /// <summary>Divides the pool.</summary>
    /// <param name="context">The article, the units and the channels.</param>
    /// <param name="quotas">
    /// As long as the channels and zeroed: write each channel's quota, from 0 to the pool. Unless the strategy shares the pool
    /// on purpose, the quotas' sum is at most the pool.
    /// </param>
    void Divide(in AllocationContext context, Span<long> quotas);
}

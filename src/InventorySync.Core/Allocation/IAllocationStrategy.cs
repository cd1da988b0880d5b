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

    /// <summary>Whether it reads <see cref="AllocationChannel.UnitsSold"/>; the ledger's sales are counted only where a strategy does.</summary>
    /// <value>false</value>
    bool UsesSales => false;

    /// <summary>Divides the pool.</summary>
    /// <param name="context">The article, the units and the channels.</param>
    /// <param name="quotas">
    /// As long as the channels and zeroed: write each channel's quota, from 0 to the pool. Unless the strategy shares the pool
    /// on purpose, the quotas' sum is at most the pool. A larger pool should lower no channel's quota: a receipt would otherwise
    /// take units from a channel.
    /// </param>
    void Divide(in AllocationContext context, Span<long> quotas);

    /// <summary>Says why a channel gets what it gets, for explanations.</summary>
    /// <param name="context">What was divided.</param>
    /// <param name="channel">The channel's place among <see cref="AllocationContext.Channels"/>.</param>
    /// <returns>A few words; empty: nothing to add to the strategy's name and the units.</returns>
    string Describe(in AllocationContext context, int channel) => string.Empty;
}

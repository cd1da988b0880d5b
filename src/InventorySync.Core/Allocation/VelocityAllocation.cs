using System.Globalization;
using InventorySync.Allocation.Division;

namespace InventorySync.Allocation;

/// <summary>Divides so that each channel's quota covers the same time of its own sales (days of supply).</summary>
/// <remarks>
/// Each unit goes to the channel whose quota would last shortest. A channel counts as having sold half a unit more than it did, so that
/// one without sales gets something, and an article without any is divided equally. Immutable; safe from any thread.
/// </remarks>
public sealed class VelocityAllocation : IAllocationStrategy
{
    /// <summary>The strategy's name in settings and explanations.</summary>
    public const string StrategyName = "velocity";

    private const int OnStackMax = 64;

    /// <inheritdoc/>
    public string Name => StrategyName;

    /// <inheritdoc/>
    public bool UsesSales => true;

    /// <inheritdoc/>
    public void Divide(in AllocationContext context, Span<long> quotas)
    {
        var channels = context.Channels;
        Span<long> weights = channels.Length <= OnStackMax ? stackalloc long[channels.Length] : new long[channels.Length];
        Span<long> before = channels.Length <= OnStackMax ? stackalloc long[channels.Length] : new long[channels.Length];
        for (var i = 0; i < channels.Length; i++)
        {
            weights[i] = SalesWeight.Of(channels[i]);
            before[i] = channels[i].Granted;
        }

        Apportionment.Level(context.Pool, weights, before, quotas);
    }

    /// <inheritdoc/>
    public string Describe(in AllocationContext context, int channel) => string.Create(
        CultureInfo.InvariantCulture, $"as long as the others' at {context.Channels[channel].UnitsSold} sold in {context.SalesDays} days");
}

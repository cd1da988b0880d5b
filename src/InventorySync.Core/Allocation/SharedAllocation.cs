namespace InventorySync.Allocation;

/// <summary>Lets every channel sell the whole pool: nothing waits on one channel while another sells out. The default.</summary>
/// <remarks>
/// Two channels can sell the last unit within the time that news takes between them: buffers are what covers that time.
/// Stateless; safe from any thread.
/// </remarks>
public sealed class SharedAllocation : IAllocationStrategy
{
    /// <summary>The strategy's name in settings and explanations.</summary>
    public const string StrategyName = "shared";

    /// <inheritdoc/>
    public string Name => StrategyName;

    /// <inheritdoc/>
    public void Divide(in AllocationContext context, Span<long> quotas) => quotas.Fill(context.Pool);
}

namespace InventorySync.Buffers;

/// <summary>Holds back what several policies hold back together, such as a measured buffer and units for errors in the count.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed class SumBuffer : IBufferPolicy
{
    /// <summary>The policy's name in settings and explanations.</summary>
    public const string PolicyName = "sum";

    private readonly IBufferPolicy[] _policies;

    /// <summary>Makes the policy.</summary>
    /// <param name="policies">The policies, at least one.</param>
    /// <exception cref="ArgumentException">There is none, or one of them is null.</exception>
    public SumBuffer(params IReadOnlyList<IBufferPolicy> policies) => _policies = PolicyList.Checked(policies, nameof(policies));

    internal IBufferPolicy[] Policies => _policies;

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <inheritdoc/>
    public long UnitsHeldBack(in BufferContext context)
    {
        long sum = 0;
        foreach (var policy in _policies)
        {
            // Each is at most what there is, and so is the sum: no number of policies overflows.
            sum = Math.Min(context.Units, sum + Math.Min(PolicyList.Units(policy, context), context.Units - sum));
        }

        return sum;
    }

    /// <inheritdoc/>
    public string Describe(in BufferContext context) => $"the sum of {PolicyList.Describe(_policies, context)}";

    /// <inheritdoc/>
    public DateTimeOffset? ReviewAt(in BufferContext context) => PolicyList.ReviewAt(_policies, context);
}

namespace InventorySync.Buffers;

/// <summary>Holds back as much as that of several policies which holds back most.</summary>
/// <remarks>Rules of their own do the same; inside a sum or another policy this is the way. Immutable; safe from any thread.</remarks>
public sealed class MaximumBuffer : IBufferPolicy
{
    /// <summary>The policy's name in settings and explanations.</summary>
    public const string PolicyName = "maximum";

    private readonly IBufferPolicy[] _policies;

    /// <summary>Makes the policy.</summary>
    /// <param name="policies">The policies, at least one.</param>
    /// <exception cref="ArgumentException">There is none, or one of them is null.</exception>
    public MaximumBuffer(params IReadOnlyList<IBufferPolicy> policies) => _policies = PolicyList.Checked(policies, nameof(policies));

    internal IBufferPolicy[] Policies => _policies;

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <inheritdoc/>
    public long UnitsHeldBack(in BufferContext context)
    {
        long most = 0;
        foreach (var policy in _policies)
        {
            most = Math.Max(most, PolicyList.Units(policy, context));
        }

        return most;
    }

    /// <inheritdoc/>
    public string Describe(in BufferContext context) => $"the most of {PolicyList.Describe(_policies, context)}";

    /// <inheritdoc/>
    public DateTimeOffset? ReviewAt(in BufferContext context) => PolicyList.ReviewAt(_policies, context);
}

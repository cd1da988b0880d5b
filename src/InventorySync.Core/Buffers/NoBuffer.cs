namespace InventorySync.Buffers;

/// <summary>Holds nothing back: what counts where no rule matches.</summary>
/// <remarks>Stateless; safe from any thread.</remarks>
public sealed class NoBuffer : IBufferPolicy
{
    /// <summary>The policy's name in settings and explanations.</summary>
    public const string PolicyName = "none";

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <inheritdoc/>
    public long UnitsHeldBack(in BufferContext context) => 0;
}

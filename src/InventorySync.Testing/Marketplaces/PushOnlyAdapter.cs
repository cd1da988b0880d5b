using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces;

/// <summary>Another adapter with its further abilities taken away: a channel that can be told quantities and tells nothing.</summary>
/// <remarks>As safe from several threads as the adapter inside.</remarks>
public sealed class PushOnlyAdapter : IChannelAdapter
{
    private readonly IChannelAdapter _inner;

    /// <summary>Wraps an adapter.</summary>
    /// <param name="inner">The adapter.</param>
    public PushOnlyAdapter(IChannelAdapter inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        _inner = inner;
    }

    /// <inheritdoc/>
    public ChannelDescriptor Descriptor => _inner.Descriptor;

    /// <inheritdoc/>
    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default) =>
        _inner.PushAsync(pushes, cancellationToken);
}

namespace InventorySync.Channels;

/// <summary>An adapter for tests in which nothing is pushed.</summary>
internal sealed class SilentAdapter : IChannelAdapter
{
    public ChannelDescriptor Descriptor { get; init; } = new() { Kind = "test" };

    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("Nothing is pushed in this test.");
}

using InventorySync.Channels;

namespace InventorySync.Architecture.Tests.Documentation.Examples;

/// <summary>A channel that takes everything.</summary>
internal sealed class SilentAdapter : IChannelAdapter
{
    public ChannelDescriptor Descriptor { get; } = new() { Kind = "silent" };

    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Accepted)]);
}

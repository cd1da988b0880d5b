using InventorySync.Channels;

namespace InventorySync.Benchmarks.Broadcast;

/// <summary>A channel that answers each call after a fixed time, so that what is measured is the dispatcher in front of it.</summary>
internal sealed class InstantChannel(TimeSpan answerTime) : IChannelAdapter
{
    private long _calls;
    private long _quantities;

    public ChannelDescriptor Descriptor { get; } = new()
    {
        Kind = "instant",
        BatchSizeMax = 250,
        CallsPerSecond = 20,
        CallBurst = 2,
        QuantityMax = int.MaxValue,
        LowersOnSale = false,
    };

    public long Calls => Interlocked.Read(ref _calls);

    public long Quantities => Interlocked.Read(ref _quantities);

    public async Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default)
    {
        await Task.Delay(answerTime, cancellationToken);
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _quantities, pushes.Count);
        return [.. pushes.Select(_ => PushResult.Accepted)];
    }
}

using InventorySync.Channels;

namespace InventorySync.Broadcast;

/// <summary>A channel in a dictionary. It does what it is told, unless the test answers instead.</summary>
internal class ScriptedAdapter(ChannelDescriptor descriptor) : IChannelAdapter
{
    public ChannelDescriptor Descriptor { get; } = descriptor;

    /// <summary>What the channel shows, by external id.</summary>
    public Dictionary<string, long> Shown { get; } = [];

    /// <summary>Every call that wrote, in order.</summary>
    public List<IReadOnlyList<QuantityPush>> Calls { get; } = [];

    /// <summary>Every quantity in those calls, in order.</summary>
    public IEnumerable<(string Sku, long Quantity)> Sent => Calls.SelectMany(call => call).Select(push => (push.Sku.Value, push.Quantity));

    public QuantityPush Last => Calls[^1][^1];

    /// <summary>Answers in the channel's stead; null: the channel does what it is told.</summary>
    public Func<IReadOnlyList<QuantityPush>, CancellationToken, Task<IReadOnlyList<PushResult>>>? Answer { get; set; }

    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default)
    {
        Calls.Add(pushes);
        return Answer is { } answer ? answer(pushes, cancellationToken) : Task.FromResult(Obey(pushes));
    }

    public IReadOnlyList<PushResult> Obey(IReadOnlyList<QuantityPush> pushes) => [.. pushes.Select(Write)];

    /// <summary>The channel sells, and lowers what it shows.</summary>
    public void Sell(string id, long units) => Shown[id] -= units;

    private PushResult Write(QuantityPush push)
    {
        var shown = Shown.GetValueOrDefault(push.ExternalId);
        if (Descriptor.CompareAndSet && push.QuantityBefore is { } before && before != shown)
        {
            return PushResult.Conflict(shown);
        }

        Shown[push.ExternalId] = Descriptor.WriteMode == WriteMode.Delta ? shown + push.Quantity - push.QuantityBefore!.Value : push.Quantity;
        return PushResult.Accepted;
    }
}

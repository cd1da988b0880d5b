using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>What a plan goes by: the channel's semantics, its settings and the abilities of its adapter.</summary>
internal sealed record PlanSettings(ChannelDescriptor Descriptor, ChannelOptions Options, bool CanReadStock, bool CanConfirm)
{
    public static PlanSettings Of(SalesChannel channel) =>
        new(channel.Descriptor, channel.Options, channel.Adapter is IStockReader, channel.Adapter is IPushConfirmer);

    /// <summary>Whether what the channel shows must be known before it can be written.</summary>
    public bool IsConditional => Descriptor.CompareAndSet || Descriptor.WriteMode == WriteMode.Delta;

    /// <summary>Whether the channel's own orders move the quantity that it was told.</summary>
    public bool ChangesItself => Descriptor.LowersOnSale || Descriptor.RestoresOnCancellation;

    /// <summary>
    /// For how long a push of which no answer came can still be carried out: where the channel takes writes to carry them out
    /// later, it may have taken this one too.
    /// </summary>
    public TimeSpan UnansweredTimeMax => Descriptor.LateWriteTimeMax + Descriptor.ConfirmationTimeMax;

    public bool IsBatched => Options.BatchInterval > TimeSpan.Zero;
}

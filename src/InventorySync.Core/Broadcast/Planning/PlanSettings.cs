using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>What a plan goes by: the channel's semantics, its settings and the abilities of its adapter.</summary>
/// <param name="Descriptor">The channel's semantics.</param>
/// <param name="Options">Its settings.</param>
/// <param name="CanReadStock">Whether its stock can be read.</param>
/// <param name="CanConfirm">Whether its adapter can be asked what became of a write.</param>
/// <param name="IsShared">Whether the channel may have been another process's before, which may still live.</param>
internal sealed record PlanSettings(ChannelDescriptor Descriptor, ChannelOptions Options, bool CanReadStock, bool CanConfirm, bool IsShared)
{
    public static PlanSettings Of(SalesChannel channel, bool isShared) =>
        new(channel.Descriptor, channel.Options, channel.Adapter is IStockReader, channel.Adapter is IPushConfirmer, isShared);

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

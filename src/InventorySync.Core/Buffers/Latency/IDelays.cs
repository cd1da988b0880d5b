using InventorySync.Channels;

namespace InventorySync.Buffers.Latency;

/// <summary>Tells how late news travels, for policies that reckon with it.</summary>
/// <remarks>Answers come from memory, at once. Safe from any thread.</remarks>
public interface IDelays
{
    /// <summary>The delays between us and a channel.</summary>
    /// <param name="channel">The channel; null: sales that name none, such as those of the house's own tills.</param>
    /// <param name="now">The moment.</param>
    ChannelDelays Of(ChannelId? channel, DateTimeOffset now);
}

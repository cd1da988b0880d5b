using InventorySync.Channels;

namespace InventorySync.Buffers.Latency;

/// <summary>Delays where nobody measures any.</summary>
internal sealed class NoDelays : IDelays
{
    public static readonly NoDelays Instance = new();

    public ChannelDelays Of(ChannelId? channel, DateTimeOffset now) => ChannelDelays.None;
}

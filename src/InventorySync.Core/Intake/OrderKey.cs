using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>Which order: the channel's id of it, and the channel.</summary>
/// <param name="Channel">Where it was placed.</param>
/// <param name="OrderId">The channel's id of it.</param>
public readonly record struct OrderKey(ChannelId Channel, string OrderId);

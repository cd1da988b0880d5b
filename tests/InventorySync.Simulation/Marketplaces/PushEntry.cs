using InventorySync.Channels;

namespace InventorySync.Simulation.Marketplaces;

/// <summary>One quantity that a channel was told.</summary>
/// <param name="Call">Which of the channel's calls it was in, in the order in which they began.</param>
/// <param name="Push">What it was told.</param>
internal sealed record PushEntry(int Call, QuantityPush Push)
{
    /// <summary>When the product heard that it is shown; null: it has not.</summary>
    public DateTimeOffset? AcknowledgedAt { get; set; }
}

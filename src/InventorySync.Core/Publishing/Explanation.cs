using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Why a channel is to show a quantity: every term, with the rule that produced it.</summary>
/// <remarks><see cref="ToString"/> prints it as a small table. Immutable; safe from any thread.</remarks>
public sealed record Explanation
{
    /// <summary>The article or kit.</summary>
    public required Sku Sku { get; init; }

    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The moment for which it was reckoned.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The terms, in the order in which they apply.</summary>
    public required IReadOnlyList<ExplanationTerm> Terms { get; init; }

    /// <summary>The quantity that the channel is to show.</summary>
    public required long Published { get; init; }
}

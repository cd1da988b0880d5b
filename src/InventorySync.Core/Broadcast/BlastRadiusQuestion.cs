using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>A run of changes that is too large to send without a person's consent.</summary>
/// <remarks>
/// <para>
/// A run is what has become due together: the changes found within five minutes by looking at stock and rules. Changes that
/// sales alone brought about never count, so that an article which simply sells out never asks; nor do listings of which it
/// is not known what they show. While a question stands, its listings stay as they are and everything else goes on;
/// further changes of its kind wait for its answer and are then judged as a run of their own.
/// </para>
/// <para>A question is not stored: after a restart the same changes are found again and ask again. Immutable; safe from any thread.</para>
/// </remarks>
public sealed record BlastRadiusQuestion
{
    /// <summary>Names the question; the answer has to name it, so that nobody answers one that they have not seen.</summary>
    public required Guid Id { get; init; }

    /// <summary>The channel.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Which limit was passed, with its setting and the run's figures.</summary>
    public required string Reason { get; init; }

    /// <summary>How many listings wait for the answer.</summary>
    public required int Listings { get; init; }

    /// <summary>How many of them would go to zero.</summary>
    public required int ListingsToZero { get; init; }

    /// <summary>The first of them, at most <see cref="SkusMax"/>, by SKU.</summary>
    public required IReadOnlyList<Sku> Skus { get; init; }

    /// <summary>The most SKUs that a question names.</summary>
    public const int SkusMax = 20;
}

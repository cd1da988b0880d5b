using InventorySync.Channels;

namespace InventorySync.Alerts;

/// <summary>Something that could not be applied or delivered, with its cause, kept until somebody retries or dismisses it.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record DeadLetter
{
    /// <summary>Names the letter.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required DeadLetterKind Kind { get; init; }

    /// <summary>The channel concerned.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>What exactly: at most one open letter per channel, kind and key.</summary>
    public required string Key { get; init; }

    /// <summary>Why, in the channel's own words where it gave some.</summary>
    public required string Cause { get; init; }

    /// <summary>What a retry starts from, as who wrote the letter understands it; null for a push, which starts from the present stock.</summary>
    public string? Payload { get; init; }

    /// <summary>When it came to this.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it still waits for somebody.</summary>
    public required DeadLetterStatus Status { get; init; }

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was closed; null while it is open.</summary>
    public string? ClosedReason { get; init; }
}

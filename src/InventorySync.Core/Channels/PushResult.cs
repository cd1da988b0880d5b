namespace InventorySync.Channels;

/// <summary>What a channel made of one listing's quantity, with what it said.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record PushResult
{
    private PushResult(PushStatus status) => Status = status;

    /// <summary>The channel shows the quantity.</summary>
    public static PushResult Accepted { get; } = new(PushStatus.Accepted);

    /// <summary>What it made of it.</summary>
    public PushStatus Status { get; }

    /// <summary>The channel's own words on a failure; null where it gave none.</summary>
    public string? Message { get; private init; }

    /// <summary>What the channel shows instead, on a conflict; null where it did not say.</summary>
    public long? ActualQuantity { get; private init; }

    /// <summary>How long the channel asks to wait, when throttled; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What the adapter needs to ask whether the push was carried out.</summary>
    public string? ConfirmationToken { get; private init; }

    /// <summary>The channel took it and confirms later.</summary>
    /// <param name="confirmationToken">What <see cref="IPushConfirmer"/> needs to ask.</param>
    public static PushResult ToConfirm(string confirmationToken) =>
        new(PushStatus.AcceptedToConfirm) { ConfirmationToken = confirmationToken };

    /// <summary>The channel's quantity was another than expected.</summary>
    /// <param name="actualQuantity">What it shows; null where it did not say.</param>
    public static PushResult Conflict(long? actualQuantity) => new(PushStatus.Conflict) { ActualQuantity = actualQuantity };

    /// <summary>Too many calls.</summary>
    /// <param name="retryAfter">How long the channel asks to wait; null where it did not say.</param>
    /// <param name="message">The channel's words.</param>
    public static PushResult Throttled(TimeSpan? retryAfter = null, string? message = null) =>
        new(PushStatus.Throttled) { RetryAfter = retryAfter, Message = message };

    /// <summary>It failed and may work later.</summary>
    /// <param name="message">The channel's words.</param>
    public static PushResult Transient(string message) => new(PushStatus.Transient) { Message = message };

    /// <summary>It will never work as it is.</summary>
    /// <param name="message">The channel's words.</param>
    public static PushResult Rejected(string message) => new(PushStatus.Rejected) { Message = message };
}

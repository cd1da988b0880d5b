namespace InventorySync.Intake;

/// <summary>What became of a notification, and what to answer to its sender.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record IntakeResult
{
    /// <summary>What became of it.</summary>
    public required IntakeStatus Status { get; init; }

    /// <summary>Under which key it is kept or was recognised; null where nothing was kept.</summary>
    public string? Key { get; init; }

    /// <summary>What its orders changed; null unless <see cref="IntakeStatus.Applied"/>.</summary>
    public IntakeReport? Report { get; init; }

    /// <summary>
    /// Whether the sender may be answered with 2xx: what it said is applied, durably kept, or of no concern (I9). Otherwise
    /// answer 401 for <see cref="IntakeStatus.Forged"/> and 404 for the rest.
    /// </summary>
    public bool IsAccepted => Status is >= IntakeStatus.Applied and <= IntakeStatus.Malformed;
}

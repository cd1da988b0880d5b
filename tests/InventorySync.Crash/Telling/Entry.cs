using InventorySync.Stock;

namespace InventorySync.Crash.Telling;

/// <summary>A line of the log.</summary>
internal sealed record Entry
{
    public required EntryKind Kind { get; init; }

    public required string Id { get; init; }

    /// <summary>What was asked.</summary>
    public Ask? Ask { get; init; }

    public OutcomeStatus Status { get; init; }

    public bool IsRepeat { get; init; }

    /// <summary>What the caller was told to have changed.</summary>
    public Change[]? Changes { get; init; }

    /// <summary>The exception's type and message.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether it was a <see cref="Storage.StorageException"/> that may be asked again.</summary>
    public bool IsTransient { get; init; }
}

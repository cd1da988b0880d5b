namespace InventorySync.Storage.EfCore.Model;

/// <summary>One notification that waits, or one whose key is remembered after it was applied.</summary>
internal sealed class InboxRow
{
    /// <summary>Rises in the order of arrival.</summary>
    public long Place { get; set; }

    public required string Channel { get; set; }

    public required string Key { get; set; }

    public required string Payload { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public bool KeyIsUnique { get; set; }

    public int Arrivals { get; set; }

    public int FailedAttempts { get; set; }

    public string? LastCause { get; set; }

    /// <summary>Until when the key is remembered; null: the entry waits.</summary>
    public DateTimeOffset? RememberedUntil { get; set; }
}

using InventorySync.Alerts;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>One dead letter.</summary>
internal sealed class DeadLetterRow
{
    public Guid Id { get; set; }

    public DeadLetterKind Kind { get; set; }

    public required string Channel { get; set; }

    public required string Key { get; set; }

    public required string Cause { get; set; }

    public string? Payload { get; set; }

    public DateTimeOffset At { get; set; }

    public DeadLetterStatus Status { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedReason { get; set; }
}

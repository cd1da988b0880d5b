using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>Makes listings, sync runs, inbox entries and dead letters of their rows, and rows of them.</summary>
internal static class BroadcastMapping
{
    public static Listing ToListing(ListingRow row) => new()
    {
        Channel = new ChannelId(row.Channel),
        Sku = new Sku(row.Sku),
        ExternalId = row.ExternalId,
        Status = row.Status,
        Acknowledged = row.Acknowledged,
        AcknowledgedAt = row.AcknowledgedAt,
        Sending = row.Sending,
        SendingSince = row.SendingSince,
        ConfirmationToken = row.ConfirmationToken,
        FailedAttempts = row.FailedAttempts,
        Version = row.Version,
    };

    public static SyncRun ToRun(SyncRunRow row) => new()
    {
        Id = row.Id,
        Channel = new ChannelId(row.Channel),
        Kind = row.Kind,
        StartedAt = row.StartedAt,
        Duration = row.Duration,
        Sent = row.Sent,
        Accepted = row.Accepted,
        Throttled = row.Throttled,
        Failed = row.Failed,
        Rejected = row.Rejected,
        Cause = row.Cause,
    };

    public static SyncRunRow ToRow(SyncRun run) => new()
    {
        Id = run.Id,
        Channel = run.Channel.Value,
        Kind = run.Kind,
        StartedAt = run.StartedAt,
        Duration = run.Duration,
        Sent = run.Sent,
        Accepted = run.Accepted,
        Throttled = run.Throttled,
        Failed = run.Failed,
        Rejected = run.Rejected,
        Cause = run.Cause,
    };

    public static InboxEntry ToEntry(InboxRow row) => new()
    {
        Channel = new ChannelId(row.Channel),
        Key = row.Key,
        Payload = row.Payload,
        ReceivedAt = row.ReceivedAt,
        DueAt = row.DueAt,
        KeyIsUnique = row.KeyIsUnique,
        Arrivals = row.Arrivals,
        FailedAttempts = row.FailedAttempts,
        LastCause = row.LastCause,
    };

    public static InboxRow ToRow(InboxEntry entry) => new()
    {
        Channel = entry.Channel.Value,
        Key = entry.Key,
        Payload = entry.Payload,
        ReceivedAt = entry.ReceivedAt,
        DueAt = entry.DueAt,
        KeyIsUnique = entry.KeyIsUnique,
        Arrivals = entry.Arrivals,
        FailedAttempts = entry.FailedAttempts,
        LastCause = entry.LastCause,
    };

    public static DeadLetter ToLetter(DeadLetterRow row) => new()
    {
        Id = row.Id,
        Kind = row.Kind,
        Channel = new ChannelId(row.Channel),
        Key = row.Key,
        Cause = row.Cause,
        Payload = row.Payload,
        At = row.At,
        Status = row.Status,
        ClosedAt = row.ClosedAt,
        ClosedReason = row.ClosedReason,
    };

    public static DeadLetterRow ToRow(DeadLetter letter) => new()
    {
        Id = letter.Id,
        Kind = letter.Kind,
        Channel = letter.Channel.Value,
        Key = letter.Key,
        Cause = letter.Cause,
        Payload = letter.Payload,
        At = letter.At,
        Status = letter.Status,
        ClosedAt = letter.ClosedAt,
        ClosedReason = letter.ClosedReason,
    };
}

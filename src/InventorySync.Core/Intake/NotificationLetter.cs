using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Scheduling;

namespace InventorySync.Intake;

/// <summary>Writes the dead letter of a notification.</summary>
internal static class NotificationLetter
{
    public static DeadLetter Of(ChannelId channel, string key, string payload, string cause, LoopRuntime runtime) => new()
    {
        Id = runtime.NewUuid(),
        Kind = DeadLetterKind.Notification,
        Channel = channel,
        Key = key,
        Cause = cause,
        Payload = payload,
        At = runtime.Now,
        Status = DeadLetterStatus.Open,
    };
}

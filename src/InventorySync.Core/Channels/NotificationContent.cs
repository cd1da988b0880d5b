namespace InventorySync.Channels;

/// <summary>What a notification is about.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record NotificationContent
{
    private NotificationContent(NotificationStatus status) => Status = status;

    /// <summary>It is the channel's own and concerns nothing here.</summary>
    public static NotificationContent Ignored { get; } = new(NotificationStatus.Ignored);

    /// <summary>The signature does not fit.</summary>
    public static NotificationContent Forged { get; } = new(NotificationStatus.Forged);

    /// <summary>What it turned out to be.</summary>
    public NotificationStatus Status { get; }

    /// <summary>The notification's id at the channel, or the resource it names: repeats are recognised by it.</summary>
    public string Key { get; private init; } = string.Empty;

    /// <summary>The orders it carries.</summary>
    public IReadOnlyList<ChannelOrder> Orders { get; private init; } = [];

    /// <summary>What <see cref="INotificationReceiver.FetchOrdersAsync"/> needs; for a malformed one, what came in.</summary>
    public string Payload { get; private init; } = string.Empty;

    /// <summary>What is wrong with a malformed one.</summary>
    public string? Fault { get; private init; }

    /// <summary>It carries orders.</summary>
    public static NotificationContent Carrying(string key, IReadOnlyList<ChannelOrder> orders) =>
        new(NotificationStatus.Orders) { Key = key, Orders = orders };

    /// <summary>It names something that has to be fetched.</summary>
    public static NotificationContent ToFetch(string key, string payload) =>
        new(NotificationStatus.ToFetch) { Key = key, Payload = payload };

    /// <summary>It is the channel's own and can't be read.</summary>
    public static NotificationContent Malformed(string key, string payload, string fault) =>
        new(NotificationStatus.Malformed) { Key = key, Payload = payload, Fault = fault };
}

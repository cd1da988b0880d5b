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

    /// <summary>Whether <see cref="Key"/> names this one notification rather than a resource.</summary>
    public bool KeyIsUnique { get; private init; }

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
    /// <param name="key">The notification's id at the channel, or the resource it names.</param>
    /// <param name="payload">What <see cref="INotificationReceiver.FetchOrdersAsync"/> needs.</param>
    /// <param name="keyIsUnique">
    /// Whether the key names this one notification: then a repeat is dropped even after it was applied. A key that names a
    /// resource must not say so, since its next notification means that the resource changed again.
    /// </param>
    public static NotificationContent ToFetch(string key, string payload, bool keyIsUnique = false) =>
        new(NotificationStatus.ToFetch) { Key = key, Payload = payload, KeyIsUnique = keyIsUnique };

    /// <summary>It is the channel's own and can't be read.</summary>
    public static NotificationContent Malformed(string key, string payload, string fault) =>
        new(NotificationStatus.Malformed) { Key = key, Payload = payload, Fault = fault };
}

namespace InventorySync.Channels;

/// <summary>An adapter whose channel sends notifications (webhooks, queue messages).</summary>
public interface INotificationReceiver
{
    /// <summary>Checks that a notification is the channel's own and says what it is about. Does no I/O: it is called before the answer.</summary>
    /// <param name="notification">The notification as it came in.</param>
    /// <returns>What it is about; for a signature that does not fit, <see cref="NotificationStatus.Forged"/>.</returns>
    NotificationContent Receive(ChannelNotification notification);

    /// <summary>Fetches or reads the orders that an accepted notification speaks of.</summary>
    /// <param name="payload">The payload of <see cref="NotificationContent"/>, as it was kept in the inbox.</param>
    /// <param name="cancellationToken">Stops the fetch.</param>
    /// <returns>The orders as they are now; none where it concerns none.</returns>
    /// <exception cref="FormatException">The payload can't be read: it goes to the dead letters. Any other exception: it is tried again later.</exception>
    Task<IReadOnlyList<ChannelOrder>> FetchOrdersAsync(string payload, CancellationToken cancellationToken = default);
}

using InventorySync.Channels;
using InventorySync.Storage.Coordination;

namespace InventorySync.Processes;

/// <summary>A part that works for a channel as long as this process, of all on the database, keeps it.</summary>
internal interface IChannelTenant
{
    /// <summary>Begins to work for a channel; returns at once. When the lease is lost, it stops by itself, at once.</summary>
    void Begin(ChannelId channel, IStoreLease lease);

    /// <summary>Ends the work. Nothing of it goes on, or changes anything, after the task has completed.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">The time to drain is over: leave the rest.</param>
    Task EndAsync(ChannelId channel, CancellationToken cancellationToken);
}

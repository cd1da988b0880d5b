using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>Reads a channel's orders at once: what the dispatcher asks for before it raises a quantity and after a conflict.</summary>
internal interface IOrderCatchUp
{
    /// <summary>Applies every order that the channel has and we have not: the inbox first, then its order pages to the end.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether all of it was read and applied (or stands in the dead letters); true where the channel can't be asked.</returns>
    Task<bool> CatchUpAsync(ChannelId channel, CancellationToken cancellationToken);
}

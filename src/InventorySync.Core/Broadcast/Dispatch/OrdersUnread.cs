using InventorySync.Channels;
using InventorySync.Intake;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>An application that takes no orders in has none to read.</summary>
internal sealed class OrdersUnread : IOrderCatchUp
{
    public Task<bool> CatchUpAsync(ChannelId channel, CancellationToken cancellationToken) => Task.FromResult(true);
}

using InventorySync.Channels;
using InventorySync.Intake;

namespace InventorySync.Broadcast;

/// <summary>The reading of a channel's orders, as the test wants it to go.</summary>
internal sealed class ScriptedOrders : IOrderCatchUp
{
    /// <summary>How often the orders were read.</summary>
    public int Readings { get; private set; }

    /// <summary>What a reading comes to.</summary>
    public Func<Task<bool>> Answer { get; set; } = () => Task.FromResult(true);

    public Task<bool> CatchUpAsync(ChannelId channel, CancellationToken cancellationToken)
    {
        Readings++;
        return Answer();
    }
}

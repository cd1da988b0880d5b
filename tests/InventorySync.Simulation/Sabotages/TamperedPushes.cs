using InventorySync.Channels;
using InventorySync.Testing;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Simulation.Sabotages;

/// <summary>What a channel makes of pushes: the truth, or under a sabotage less.</summary>
internal sealed class TamperedPushes(SimulatedChannelAdapter adapter, Sabotage sabotage, VirtualTimeProvider clock)
{
    // Long enough that a busy listing has been told something newer meanwhile.
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(40);

    private int _calls;

    public async Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken)
    {
        if (sabotage == Sabotage.DropPushes && ++_calls % 3 == 0)
        {
            return [.. pushes.Select(_ => PushResult.Accepted)];
        }

        var results = await adapter.PushAsync(pushes, cancellationToken);
        if (sabotage == Sabotage.PushOutOfOrder)
        {
            clock.CreateTimer(_ => _ = adapter.PushAsync([.. pushes.Select(Forced)], CancellationToken.None), state: null, Lateness, Timeout.InfiniteTimeSpan);
        }

        return results;
    }

    // Without a condition, or the channel itself would keep the old quantity out.
    private static QuantityPush Forced(QuantityPush push) => push with { QuantityBefore = null };
}

using InventorySync.Simulation.Marketplaces;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>I8: by the marketplace's own history, no quantity was written after one that was sent later and acknowledged.</summary>
internal sealed class NeverStale : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var market in evidence.Markets)
        {
            Check(market);
        }
    }

    private static void Check(Market market)
    {
        var acknowledged = market.Pushes.ByKey.Values
            .Where(push => push.AcknowledgedAt is not null)
            .ToLookup(push => push.Push.ExternalId, StringComparer.Ordinal);
        foreach (var written in market.Place.History.Where(entry => entry.Kind == MarketplaceEventKind.Written))
        {
            var push = market.Pushes.ByKey[written.Key!];
            var newer = acknowledged[push.Push.ExternalId].FirstOrDefault(other => other.Call > push.Call && other.AcknowledgedAt < written.At);
            if (newer is not null)
            {
                throw new InvariantViolatedException(
                    Invariant.I8NeverStale,
                    $"{push.Push.ExternalId}: {push.Push.Quantity} of call {push.Call} landed at {written.At:O}, after {newer.Push.Quantity} of call {newer.Call} was acknowledged at {newer.AcknowledgedAt:O}");
            }
        }
    }
}

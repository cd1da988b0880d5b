using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>
/// I3, its other side: whoever was refused was told of a level that really was so at some moment between the question and the
/// answer, whatever other processes did meanwhile.
/// </summary>
internal sealed class RefusalsTrue : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var request in evidence.History.All)
        {
            if (request.Outcome is { Status: OutcomeStatus.InsufficientStock } outcome)
            {
                // Where sourcing looked at several locations, the figures are sums of which no single level tells.
                foreach (var refusal in outcome.Refusals.Where(refusal => refusal.Location is not null))
                {
                    Check(request, refusal, evidence);
                }
            }
        }
    }

    private static void Check(Request request, Refusal refusal, Evidence evidence)
    {
        var limit = evidence.BackorderLimits.GetValueOrDefault(refusal.Sku);
        var states = evidence.History.StatesOf(new LevelKey(refusal.Sku, refusal.Location!.Value), request.CommitsBefore, request.CommitsAtAnswer);
        if (refusal.Requested <= refusal.Available || !states.Any(level => Math.Max(0, level.Available + limit) == refusal.Available))
        {
            throw new InvariantViolatedException(
                Invariant.I3ExactlyOnce,
                $"{request} was refused for {refusal.Requested} of {refusal.Sku}@{refusal.Location} with {refusal.Available} available; there were [{string.Join(", ", states.Select(level => level.Available + limit))}]");
        }
    }
}

using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>I5: every operation that was applied, told or not, has done all that was asked for, and nothing else.</summary>
internal sealed class Atomic : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var (id, commit) in evidence.History.Commits)
        {
            if (!evidence.History.Requests.TryGetValue(id, out var requests))
            {
                continue;
            }

            var movements = evidence.Books.Of(id);
            var fault = commit.Record.Status == OutcomeStatus.Applied
                ? Effect.Fault(requests[0].Operation, movements, evidence.Recipes)
                : movements.Count == 0 ? null : $"it ended as {commit.Record.Status} and moved stock";
            if (fault is not null)
            {
                throw new InvariantViolatedException(Invariant.I5Atomic, $"{requests[0]}: {fault}");
            }
        }
    }
}

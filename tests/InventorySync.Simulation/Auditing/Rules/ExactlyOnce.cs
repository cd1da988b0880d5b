using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>
/// I3: each id was applied at most once and only if it was asked for; whoever asked after that was told the first outcome,
/// and whoever was told "refused" or "nothing changed" was told the truth.
/// </summary>
internal sealed class ExactlyOnce : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var (id, movements) in evidence.Books.ByOperation)
        {
            if (!evidence.History.Commits.ContainsKey(id))
            {
                throw Violated($"the ledger has movements of {movements[0].Kind} {id}, which nobody committed");
            }
        }

        foreach (var commit in evidence.History.Commits.Values)
        {
            if (!IsOwn(commit.Record.Kind) && !evidence.History.Requests.ContainsKey(commit.Record.Id))
            {
                throw Violated($"{commit.Record.Kind} {commit.Record.Id} was committed, and nobody asked for it");
            }
        }

        CheckExpiries(evidence.Books);
        foreach (var (id, requests) in evidence.History.Requests)
        {
            CheckTold(requests, evidence.History.Commits.TryGetValue(id, out var commit) ? commit : null, evidence.Books.Of(id).Count > 0);
        }
    }

    /// <summary>What the product asks of itself: expiry of holds, orders it reads, corrections of the verifier.</summary>
    private static bool IsOwn(OperationKind kind) => kind is OperationKind.Expire or OperationKind.RecordOrder or OperationKind.Correct;

    private static void CheckExpiries(Books books)
    {
        foreach (var (reservation, movements) in books.ByReservation)
        {
            var expiries = movements.Where(movement => movement.Kind == OperationKind.Expire).Select(movement => movement.Operation).Distinct().Count();
            if (expiries > 1)
            {
                throw Violated($"hold {reservation} expired {expiries} times");
            }
        }
    }

    private static void CheckTold(List<Request> requests, Commit? commit, bool moved)
    {
        var first = false;
        foreach (var request in requests)
        {
            if (request.Fate == RequestFate.NothingChanged && commit is { } made && requests.Count == 1)
            {
                throw Violated($"{request} was told that nothing changed, and stands in commit {made.Number}");
            }

            if (request.Outcome is not { } outcome)
            {
                continue;
            }

            var remembered = outcome.Status is OutcomeStatus.Applied or OutcomeStatus.Shortfall;
            if (!remembered && commit is { } before && before.Number <= request.CommitsBefore)
            {
                throw Violated($"{request} was told {outcome.Status}, and had been applied before, in commit {before.Number}");
            }

            // What moved nothing bears no date, and of two askings at one time either may have made the commit: after a failure
            // of the store nobody can say which asking applied it.
            if (remembered && moved && !outcome.IsRepeat)
            {
                if (first && commit is { } done && done.Number <= request.CommitsBefore)
                {
                    throw Violated($"{request} was told for the second time that it is applied, not as a repeat");
                }

                first = true;
            }
        }
    }

    private static InvariantViolatedException Violated(string message) => new(Invariant.I3ExactlyOnce, message);
}

using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>I4: every outcome that was told as applied stands in the ledger, with the values told.</summary>
internal sealed class Durable : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var request in evidence.History.All)
        {
            if (request.Outcome is { Status: OutcomeStatus.Applied or OutcomeStatus.Shortfall } outcome)
            {
                CheckStands(request, outcome, evidence);
            }
        }
    }

    private static void CheckStands(Request request, StockOutcome outcome, Evidence evidence)
    {
        if (!evidence.History.Commits.TryGetValue(request.Operation.Id, out var commit))
        {
            throw Violated($"{request} was told {outcome.Status}, and was never committed");
        }

        if (commit.Record.Status != outcome.Status)
        {
            throw Violated($"{request} was told {outcome.Status}, and stands as {commit.Record.Status}");
        }

        var told = outcome.Lines.Select(Text).Order(StringComparer.Ordinal);
        var stands = evidence.Books.Of(request.Operation.Id).Select(Text).Order(StringComparer.Ordinal);
        if (!told.SequenceEqual(stands, StringComparer.Ordinal))
        {
            throw Violated($"{request} was told [{string.Join(", ", told)}], and in the ledger stands [{string.Join(", ", stands)}]");
        }
    }

    private static string Text(AppliedLine line) =>
        $"{line.Sku}@{line.Location} v{line.Version} {line.OnHandDelta:+0;-0;0}/{line.ReservedDelta:+0;-0;0} = {line.OnHand}/{line.Reserved}";

    private static string Text(Movement movement) =>
        $"{movement.Sku}@{movement.Location} v{movement.Version} {movement.OnHandDelta:+0;-0;0}/{movement.ReservedDelta:+0;-0;0} = {movement.OnHand}/{movement.Reserved}";

    private static InvariantViolatedException Violated(string message) => new(Invariant.I4Durable, message);
}

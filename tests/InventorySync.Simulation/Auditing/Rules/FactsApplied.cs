using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>I9, at the end: every offline sale is applied and every order of every marketplace stands here as it stands there, or in the dead letters.</summary>
internal sealed class FactsApplied : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var (id, requests) in evidence.History.Requests)
        {
            if (requests[0].Operation.Kind == OperationKind.RecordSale && !evidence.History.Commits.ContainsKey(id)
                && !evidence.Books.DeadLetters.Any(letter => letter.Key == id.ToString()))
            {
                throw new InvariantViolatedException(Invariant.I9NoFactLost, $"{requests[0]} is not applied, and no dead letter tells");
            }
        }

        foreach (var market in evidence.Markets)
        {
            foreach (var order in market.Place.Orders)
            {
                if (Missing(order, evidence.Books.Orders.GetValueOrDefault(new OrderKey(market.Id, order.OrderId))) is { } missing
                    && !evidence.Books.DeadLetters.Any(letter => letter.Channel == market.Id && letter.Key == order.OrderId))
                {
                    throw new InvariantViolatedException(Invariant.I9NoFactLost, $"order {order.OrderId}: {missing}, and no dead letter tells");
                }
            }
        }
    }

    private static string? Missing(ChannelOrder order, OrderState? applied)
    {
        foreach (var line in order.Lines)
        {
            var there = (line.Ordered, line.Cancelled, line.Fulfilled, line.Returned);
            var here = applied?.Lines.FirstOrDefault(known => known.Line.LineId == line.LineId)?.Line is { } known
                ? (known.Ordered, known.Cancelled, known.Fulfilled, known.Returned)
                : default;
            if (here != there)
            {
                return $"line {line.LineId} stands there at {there} (ordered, cancelled, fulfilled, returned) and here at {here}";
            }
        }

        return null;
    }
}

using InventorySync.Channels;

namespace InventorySync.Alerts.Classification;

/// <summary>Adds up one channel's incidents. Used by one reading.</summary>
internal sealed class OversellTally
{
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _before;
    private readonly SortedDictionary<IncidentCause, OversellCause> _causes = [];

    // An order is told by its reservation; a sale has none and is told by its operation.
    private readonly HashSet<string> _oversold = [];
    private readonly HashSet<string> _oversoldInBudget = [];
    private long _units;

    public OversellTally(DateTimeOffset from, DateTimeOffset before, CancellationBudget? budget)
    {
        _from = from;
        _before = before;
        Budget = budget;
        BudgetFrom = budget is null ? before : before - budget.Window;
    }

    public CancellationBudget? Budget { get; }

    public DateTimeOffset BudgetFrom { get; }

    public bool Any => _causes.Count > 0;

    public void Add(Incident incident)
    {
        if (incident.OccurredAt >= _before)
        {
            return;
        }

        var order = incident.Reservation?.Value ?? incident.Operation.ToString();
        if (incident.OccurredAt >= BudgetFrom)
        {
            _oversoldInBudget.Add(order);
        }

        if (incident.OccurredAt < _from)
        {
            return;
        }

        _oversold.Add(order);
        _units += incident.Units;
        var cause = _causes.GetValueOrDefault(incident.Cause, new OversellCause(incident.Cause, 0, 0));
        _causes[incident.Cause] = cause with { Incidents = cause.Incidents + 1, Units = cause.Units + incident.Units };
    }

    public OversellReport ToReport(ChannelId? channel, long orders, long budgetOrders) => new()
    {
        Channel = channel,
        From = _from,
        Before = _before,
        Orders = orders,
        OversoldOrders = _oversold.Count,
        Units = _units,
        Causes = [.. _causes.Values],
        Budget = Budget,
        BudgetOrders = budgetOrders,
        BudgetOversoldOrders = _oversoldInBudget.Count,
    };
}

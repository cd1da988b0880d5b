using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Alerts;

/// <summary>What a channel oversold in a period, and what that does to its account there.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record OversellReport
{
    /// <summary>The channel or till; null: work inside the house, such as counts.</summary>
    public required ChannelId? Channel { get; init; }

    /// <summary>Where the period begins, by the time at which the facts happened.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ends, exclusive.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Orders that the channel placed in the period, cancelled ones included; 0 for a till and for the house.</summary>
    public long Orders { get; init; }

    /// <summary>Orders (for a till: sales) of the period of which stock did not cover all units.</summary>
    public long OversoldOrders { get; init; }

    /// <summary>Units that stock did not cover.</summary>
    public long Units { get; init; }

    /// <summary>Incidents by cause, in the order of the causes; causes without any are left out.</summary>
    public IReadOnlyList<OversellCause> Causes { get; init; } = [];

    /// <summary>Share of the period's orders that were oversold, 0 to 1; 0 where there were none.</summary>
    public double Share => Orders == 0 ? 0 : Math.Min(1, (double)OversoldOrders / Orders);

    /// <summary>What the channel permits; null: not known.</summary>
    public CancellationBudget? Budget { get; init; }

    /// <summary>Orders in the budget's window, which ends where the period ends; 0 without a budget.</summary>
    public long BudgetOrders { get; init; }

    /// <summary>Orders in the budget's window that were oversold.</summary>
    public long BudgetOversoldOrders { get; init; }

    /// <summary>
    /// How much of the budget is used up if every oversold order of its window is cancelled: 1 is all of it. 0 without a budget.
    /// </summary>
    public double BudgetSpent => Budget is null || BudgetOrders == 0 ? 0 : BudgetOversoldOrders / (BudgetOrders * Budget.Share);

    /// <summary>The report on one line, for a log.</summary>
    public override string ToString()
    {
        var causes = string.Join(", ", Causes.Select(cause => $"{cause.Cause} {cause.Incidents}"));
        var budget = Budget is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {BudgetSpent:P0} of the budget of {Budget.Share:P1} in {Budget.Window.TotalDays:0.#} days");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Channel?.Value ?? "in house"}: {OversoldOrders} of {Orders} orders oversold ({Share:P2}), {Units} units{(causes.Length == 0 ? string.Empty : $" ({causes})")}{budget}");
    }
}

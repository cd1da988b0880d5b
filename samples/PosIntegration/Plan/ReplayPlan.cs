using InventorySync.Stock;

namespace PosIntegration.Plan;

/// <summary>All that is going to happen, in order; pure data, the same for the same input and options.</summary>
internal sealed record ReplayPlan
{
    /// <summary>Midnight before the first event.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>In the order of time; at one moment, deliveries first and shipping last.</summary>
    public required IReadOnlyList<ReplayEvent> Events { get; init; }

    /// <summary>The articles that are sold, in the order of their codes: each is listed on every marketplace.</summary>
    public required IReadOnlyList<Sku> Articles { get; init; }

    /// <summary>Units on the shelves at <see cref="Start"/>.</summary>
    public required IReadOnlyList<Units> Opening { get; init; }
}

namespace InventorySync.Intake;

/// <summary>What a number of orders changed. Every order counts in exactly one of changed, unchanged and stale; those in the dead letters count there as well.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record IntakeReport
{
    /// <summary>Orders that were looked at.</summary>
    public int Orders { get; init; }

    /// <summary>Orders that changed stock.</summary>
    public int Changed { get; init; }

    /// <summary>Orders that said nothing new: repeats, overlaps, echoes. They change nothing and cause no push.</summary>
    public int Unchanged { get; init; }

    /// <summary>Orders older than the snapshot applied before; ignored.</summary>
    public int Stale { get; init; }

    /// <summary>Orders of which a line could not be applied: they stand in the dead letters; their other lines are applied.</summary>
    public int DeadLettered { get; init; }

    internal IntakeReport Plus(IntakeReport other) => new()
    {
        Orders = Orders + other.Orders,
        Changed = Changed + other.Changed,
        Unchanged = Unchanged + other.Unchanged,
        Stale = Stale + other.Stale,
        DeadLettered = DeadLettered + other.DeadLettered,
    };
}

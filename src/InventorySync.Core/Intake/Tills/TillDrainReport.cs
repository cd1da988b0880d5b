namespace InventorySync.Intake.Tills;

/// <summary>What became of the sales in a till's journal.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record TillDrainReport
{
    /// <summary>Sales that were recorded now, those included of which a line stands in the dead letters.</summary>
    public int Applied { get; init; }

    /// <summary>Sales that had been recorded before, by an earlier drain or online; they changed nothing.</summary>
    public int Repeated { get; init; }

    /// <summary>Sales of which nothing or not all could be recorded, such as an unknown SKU: what is missing stands in the dead letters.</summary>
    public int DeadLettered { get; init; }

    /// <summary>Lines of the journal that do not match their checksum: they stand in the dead letters as they were read.</summary>
    public int Damaged { get; init; }

    /// <summary>Units that were sold and that stock did not cover; each has its incident.</summary>
    public long UnitsUncovered { get; init; }

    /// <summary>Bytes of a sale that a crash left half written, cut off when the journal was opened. That sale was never confirmed to the till.</summary>
    public long TornBytes { get; init; }
}

namespace InventorySync.Intake.Tills;

/// <summary>Counts while a journal is drained. Used by one drain.</summary>
internal sealed class DrainTally
{
    private int _applied;
    private int _repeated;
    private int _deadLettered;
    private long _unitsUncovered;

    public long TornBytes { get; init; }

    public int Damaged { get; set; }

    public int Lines { get; set; }

    public void Add(in SaleEffect effect)
    {
        _applied += effect.IsRepeat || !effect.IsRecorded ? 0 : 1;
        _repeated += effect.IsRepeat ? 1 : 0;
        _deadLettered += effect.IsDeadLettered ? 1 : 0;
        _unitsUncovered += effect.UnitsUncovered;
    }

    public TillDrainReport ToReport() => new()
    {
        Applied = _applied,
        Repeated = _repeated,
        DeadLettered = _deadLettered,
        Damaged = Damaged,
        UnitsUncovered = _unitsUncovered,
        TornBytes = TornBytes,
    };
}

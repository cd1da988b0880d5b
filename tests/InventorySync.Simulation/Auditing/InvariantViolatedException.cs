namespace InventorySync.Simulation.Auditing;

/// <summary>The product broke a promise. The design numbers them: I1 to I10.</summary>
internal sealed class InvariantViolatedException : Exception
{
    public InvariantViolatedException(Invariant invariant, string message)
        : base($"{invariant}: {message}") => Invariant = invariant;

    public Invariant Invariant { get; }
}

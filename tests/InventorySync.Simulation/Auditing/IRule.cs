namespace InventorySync.Simulation.Auditing;

/// <summary>One promise, as something that can be checked on all the evidence so far.</summary>
internal interface IRule
{
    /// <summary>Looks at the evidence.</summary>
    /// <exception cref="InvariantViolatedException">The promise is broken.</exception>
    void Check(Evidence evidence);
}

namespace InventorySync.Intake;

/// <summary>Limits of the intake, bound from <c>InventorySync:Intake</c> or set in code. Checked at start.</summary>
public sealed class IntakeOptions
{
    /// <summary>
    /// For how long the ids of applied notifications are remembered, so that repeats are recognised at once; above zero. A
    /// repeat that comes later does no harm, but is read and merged again.
    /// </summary>
    /// <value>3 days: longer than the known channels repeat a notification</value>
    public TimeSpan InboxMemory { get; set; } = TimeSpan.FromDays(3);
}

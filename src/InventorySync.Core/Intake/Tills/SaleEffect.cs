namespace InventorySync.Intake.Tills;

/// <summary>What an offline sale did.</summary>
/// <param name="IsRecorded">Whether it, or a line of it, stands in the ledger.</param>
/// <param name="IsRepeat">Whether all of that stood there before.</param>
/// <param name="IsDeadLettered">Whether it, or a line of it, stands in the dead letters.</param>
/// <param name="UnitsUncovered">Units that stock did not cover.</param>
internal readonly record struct SaleEffect(bool IsRecorded, bool IsRepeat, bool IsDeadLettered, long UnitsUncovered);

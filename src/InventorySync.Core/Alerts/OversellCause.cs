namespace InventorySync.Alerts;

/// <summary>How often one cause led to units that stock did not cover.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Incidents">How many incidents.</param>
/// <param name="Units">How many units they left uncovered.</param>
public readonly record struct OversellCause(IncidentCause Cause, int Incidents, long Units);

namespace InventorySync.Reconciliation;

/// <summary>Event ids of the reconciliation's log, 7000 to 7999. Never reused.</summary>
internal static class ReconciliationEvents
{
    public const int Verified = 7000;
    public const int NotSound = 7001;
    public const int Corrected = 7002;
    public const int CorrectionMissed = 7003;
}

namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>A store that has an archive.</summary>
internal interface ILedgerArchiveSource
{
    /// <param name="time">Says what is old.</param>
    /// <param name="rowsPerStep">About how many rows a transaction moves; null: what suits the database.</param>
    ILedgerArchive CreateArchive(TimeProvider time, int? rowsPerStep = null);
}

namespace InventorySync.Storage.EfCore.Model;

/// <summary>A row that was moved out of the ledger, as it was. In the model for its table alone: reads take it for a row of the ledger.</summary>
internal sealed class LedgerArchiveRow : LedgerRow;

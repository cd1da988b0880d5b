namespace InventorySync.Load.Subjects;

/// <summary>What the subjects are called in results.</summary>
internal static class SubjectNames
{
    public const string InventorySync = "InventorySync";
    public const string EfReadModifyWrite = "ef-read-modify-write";
    public const string EfExecuteUpdate = "ef-execute-update";
    public const string NpgsqlTransaction = "npgsql-transaction";
    public const string Cte = "cte";
    public const string SqliteTransaction = "sqlite-transaction";
    public const string SqlitePlainKey = "sqlite-plain-key";
    public const string LedgerCeiling = "ledger-ceiling";
}

using InventorySync.Load.Workload;

namespace InventorySync.Load.Verification;

/// <summary>Reads what a subject left in its tables, by SQL and not through the subject.</summary>
internal interface ILedgerReader : IAsyncDisposable
{
    /// <summary>How many rows sold something.</summary>
    Task<long> CountAsync();

    /// <summary>The key of every row that sold something.</summary>
    IAsyncEnumerable<SaleId?> ReadKeysAsync();

    /// <summary>Units sold beyond what was received, over all articles; also counts a history that does not add up to its level.</summary>
    Task<long> CountOversoldAsync();
}

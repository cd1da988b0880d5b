using InventorySync.Load.Workload;

namespace InventorySync.Load.Subjects;

/// <summary>One way to take a unit from stock and to write it into a ledger, durably and once per key.</summary>
internal interface ISubject : IAsyncDisposable
{
    /// <summary>How many ledger rows a call writes: 1, but for the ceiling.</summary>
    int SalesPerCall => 1;

    /// <summary>Sells one unit; safe from any thread.</summary>
    ValueTask<Answer> SellAsync(Sale sale);
}

using InventorySync.Load.Workload;

namespace InventorySync.Load.Subjects.Sqlite;

/// <summary>One sale a transaction, by prepared statements on one connection a process.</summary>
internal sealed class SaleByTransaction : ISubject
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly NativeSales _sales;

    public SaleByTransaction(string file, KeyForm keys) => _sales = new NativeSales(file, SubjectNames.SqliteTransaction, keys);

    public async ValueTask<Answer> SellAsync(Sale sale)
    {
        await _gate.WaitAsync();
        try
        {
            _sales.Begin();
            var answer = _sales.Sell(sale);
            _sales.Commit();
            return answer;
        }
        finally
        {
            _gate.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _sales.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }
}

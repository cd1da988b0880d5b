using InventorySync.Load.Subjects;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Verification;

/// <summary>Compares the ledger with what the callers were told.</summary>
internal static class Verifier
{
    /// <param name="subject">Whose ledger it is.</param>
    /// <param name="ledger">The ledger.</param>
    /// <param name="told">What the callers of each worker were told, by the worker's number.</param>
    /// <param name="toldRows">How many sales all were told of.</param>
    public static async Task<Verdict> VerifyAsync(string subject, ILedgerReader ledger, IReadOnlyDictionary<int, SalesLog> told, long toldRows)
    {
        if (subject == SubjectNames.LedgerCeiling)
        {
            // Its keys are the server's own; the unique index keeps them apart.
            var rows = await ledger.CountAsync();
            return new Verdict(0, Math.Max(0, rows - toldRows), Math.Max(0, toldRows - rows));
        }

        var found = told.ToDictionary(worker => worker.Key, worker => new SalesLog(worker.Value.Callers));
        var duplicates = 0L;
        await foreach (var key in ledger.ReadKeysAsync())
        {
            var isTold = key is { } sale && told.TryGetValue(sale.Worker, out var log) && log.Contains(sale.Caller, sale.Call);
            if (!isTold || !found[key!.Value.Worker].Add(key.Value.Caller, key.Value.Call))
            {
                duplicates++;
            }
        }

        return new Verdict(await ledger.CountOversoldAsync(), duplicates, toldRows - found.Values.Sum(log => log.Count));
    }
}

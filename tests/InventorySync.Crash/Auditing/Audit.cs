using InventorySync.Crash.Load;
using InventorySync.Crash.Telling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Crash.Auditing;

/// <summary>Holds what callers heard against the ledger, and the ledger against the invariants; the library's verifier has its say too.</summary>
internal static class Audit
{
    // Holds live for a second: who waits this long waits for nothing.
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    /// <param name="inventory">The inventory, which nobody else uses by now.</param>
    /// <param name="history">What was asked and heard, from the first operation on.</param>
    public static async Task<Findings> RunAsync(Inventory inventory, History history)
    {
        var ledger = inventory.Store.Ledger;
        await WaitForExpiriesAsync(ledger);
        var findings = new Findings
        {
            Operations = history.Conversations.Count,
            Applied = history.Applied,
            Refusals = history.Refusals,
            Failures = history.Failures,
        };
        var rules = new LedgerRules(findings);
        Dictionary<string, List<Movement>> byOperation = [];
        await foreach (var row in ledger.ReadMovementsAsync(new MovementQuery()))
        {
            findings.Movements++;
            rules.Add(row);
            if (row.Kind == OperationKind.Expire)
            {
                findings.Expiries++;
                continue;
            }

            var id = row.Operation.ToString();
            if (!byOperation.TryGetValue(id, out var rows))
            {
                byOperation.Add(id, rows = []);
            }

            rows.Add(row);
        }

        rules.Compare(await ListAsync(ledger.ReadAllLevelsAsync()), await ListAsync(ledger.ReadOpenReservationsAsync()));
        CheckHolds(rules, history);
        var outcomes = new OutcomeRules(findings);
        foreach (var conversation in history.Conversations.Values)
        {
            outcomes.Check(conversation, byOperation.GetValueOrDefault(conversation.Ask.Id) ?? []);
        }

        foreach (var id in byOperation.Keys)
        {
            findings.Check(history.Conversations.ContainsKey(id), $"{id} is in the ledger and nobody asked for it.");
        }

        var report = await inventory.Verifier.VerifyAsync();
        findings.Check(report is { IsSound: true, UnsettledCount: 0 }, $"I2, I6: the verifier says {report}");
        return findings;
    }

    private static void CheckHolds(LedgerRules rules, History history)
    {
        var lines = history.Conversations.Values
            .Where(conversation => conversation.Ask.Kind == OperationKind.Reserve)
            .ToDictionary(conversation => conversation.Ask.Hold!, conversation => conversation.Ask.Lines.Length);
        rules.CheckExpiries(hold => lines.TryGetValue(hold.Value, out var count) ? count : null);
    }

    // Holds that were left behind end soon, by the sweep of the process that audits; until then the ledger moves.
    private static async Task WaitForExpiriesAsync(ILedgerStore ledger)
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        while (await ledger.ReadNextExpiryAsync(patience.Token) is not null)
        {
            await Task.Delay(LookInterval, patience.Token);
        }
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}

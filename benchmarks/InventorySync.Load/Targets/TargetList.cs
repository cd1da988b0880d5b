using InventorySync.Load.Databases;
using InventorySync.Load.Results;
using InventorySync.Load.Subjects;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Targets;

/// <summary>All targets, compared with what was measured.</summary>
internal static class TargetList
{
    private const double LongStartRows = 5_000_000;

    public static IEnumerable<Target> Of(IReadOnlyList<Result> results) =>
        [.. OnPostgres(new ResultSet(results, DatabaseKind.Postgres)), .. OnSqlite(new ResultSet(results, DatabaseKind.Sqlite))];

    private static IEnumerable<Target> OnPostgres(ResultSet set)
    {
        var hot32 = set.Own(Scenario.Hot, 32);
        foreach (var (rival, factor) in new[] { (SubjectNames.Cte, 8), (SubjectNames.NpgsqlTransaction, 18), (SubjectNames.EfExecuteUpdate, 30), (SubjectNames.EfReadModifyWrite, 120) })
        {
            yield return Rate("T1", $"PostgreSQL, hot, 32 callers, against {rival}", hot32, set.Find(rival, Scenario.Hot, 32), factor);
        }

        var hot256 = set.Own(Scenario.Hot, 256);
        yield return Rate("T2", "PostgreSQL, hot, 256 callers, against cte", hot256, set.Find(SubjectNames.Cte, Scenario.Hot, 256), 40);
        yield return Rate("T2", "PostgreSQL, hot, 256 callers, against npgsql-transaction", hot256, set.Find(SubjectNames.NpgsqlTransaction, Scenario.Hot, 256), 80);
        yield return Rate("T3", "PostgreSQL, hot, 256 callers, against ledger-ceiling", hot256, set.Find(SubjectNames.LedgerCeiling, Scenario.Hot, 1), 0.65);
        yield return Rate("T4", "PostgreSQL, spread, 32 callers, against cte", set.Own(Scenario.Spread, 32), set.Find(SubjectNames.Cte, Scenario.Spread, 32), 1.5);
        yield return Rate("T4", "PostgreSQL, spread, 256 callers, against cte", set.Own(Scenario.Spread, 256), set.Find(SubjectNames.Cte, Scenario.Spread, 256), 4.5);
        var (one, cteOne) = (set.Own(Scenario.Hot, 1), set.Find(SubjectNames.Cte, Scenario.Hot, 1));
        yield return Rate("T5", "PostgreSQL, hot, 1 caller, against cte", one, cteOne, 0.75);
        yield return new Target("T5", "PostgreSQL, hot, 1 caller: p50 ms against cte's", one?.P50Ms, cteOne?.P50Ms, AtMost: 1.4);
        yield return new Target("T6", "PostgreSQL, hot, 32 callers: p99 ms against cte's", hot32?.P99Ms, set.Find(SubjectNames.Cte, Scenario.Hot, 32)?.P99Ms, AtMost: 1 / 15.0);
        yield return new Target("T6", "PostgreSQL, hot, 32 callers: p99 ms against own p50", hot32?.P99Ms, hot32?.P50Ms, AtMost: 3);
        yield return Rate("T7", "PostgreSQL, hot, 256 callers each: 2 processes against 1", set.Own(Scenario.Hot, 256, processes: 2), hot256, 0.9);
        yield return Rate("T8", "PostgreSQL, hot, 256 callers: 1 % repeated keys against none", set.Own(Scenario.Hot, 256, duplicatesPercent: 1), hot256, 0.85);
        yield return new Target(
            "T9", "PostgreSQL, hot, 256 callers: bytes allocated a sale against npgsql-transaction", hot256?.AllocatedBytesPerSale, set.Find(SubjectNames.NpgsqlTransaction, Scenario.Hot, 256)?.AllocatedBytesPerSale, AtMost: 0.1);
        yield return new Target("T9", "PostgreSQL, hot, 256 callers: bytes allocated a sale", hot256?.AllocatedBytesPerSale, 1, AtMost: 400);
        yield return Rate("T15", "PostgreSQL, hot, 256 callers: refusals against sales", set.Own(Scenario.Hot, 256, soldOut: true), hot256, 3);
        yield return new Target("", "PostgreSQL, hot, 256 callers: bytes of write-ahead log a sale", hot256?.WalBytesPerSale, 1, AtMost: 700);
        yield return new Target("", "PostgreSQL, spread, 256 callers: bytes of write-ahead log a sale", set.Own(Scenario.Spread, 256)?.WalBytesPerSale, 1, AtMost: 700);
        yield return Rate("", "PostgreSQL, hot, 256 callers: random keys against time-sorted", hot256, set.Own(Scenario.Hot, 256, keys: KeyForm.Sorted), 0.6);
        yield return Steady("PostgreSQL", set);
    }

    private static IEnumerable<Target> OnSqlite(ResultSet set)
    {
        var hot256 = set.Own(Scenario.Hot, 256);
        yield return Rate("T10", "SQLite, hot, 32 callers, against sqlite-transaction", set.Own(Scenario.Hot, 32), set.Find(SubjectNames.SqliteTransaction, Scenario.Hot, 32), 9);
        yield return Rate("T10", "SQLite, hot, 256 callers, against sqlite-transaction", hot256, set.Find(SubjectNames.SqliteTransaction, Scenario.Hot, 256), 20);
        yield return Rate("T11", "SQLite, hot, 256 callers, against sqlite-plain-key", hot256, set.Find(SubjectNames.SqlitePlainKey, Scenario.Hot, 256), 2.5);
        yield return Rate("T11", "SQLite, the same after 5 million rows", AfterStart(set.Minutes(SubjectNames.InventorySync)), AfterStart(set.Minutes(SubjectNames.SqlitePlainKey)), 2);
        yield return new Target("", "SQLite, hot, 256 callers: bytes allocated a sale", hot256?.AllocatedBytesPerSale, 1, AtMost: 400);
        yield return Steady("SQLite", set);
    }

    private static Target Rate(string number, string what, Result? own, Result? beside, double atLeast) => new(number, what, own?.SalesPerSecond, beside?.SalesPerSecond, atLeast);

    private static Target Steady(string database, ResultSet set)
    {
        var minutes = set.Minutes(SubjectNames.InventorySync);
        return new Target(
            "", $"{database}, long run: slowest minute against the fastest", minutes.Count == 0 ? null : minutes.Min(minute => minute.SalesPerSecond), minutes.Count == 0 ? null : minutes.Max(minute => minute.SalesPerSecond), 0.75);
    }

    /// <summary>The first minute that begins with five million rows in the ledger.</summary>
    private static Result? AfterStart(IReadOnlyList<Result> minutes)
    {
        var rows = 0.0;
        foreach (var minute in minutes)
        {
            if (rows >= LongStartRows)
            {
                return minute;
            }

            rows += minute.SalesPerSecond * 60;
        }

        return null;
    }
}

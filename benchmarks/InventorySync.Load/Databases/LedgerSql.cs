using InventorySync.Load.Subjects;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Databases;

/// <summary>The questions of the verifier, which both databases understand.</summary>
internal sealed record LedgerSql
{
    public required string Count { get; init; }

    /// <summary>Two columns: the 16 bytes of a UUID or null, and a text or null.</summary>
    public required string Keys { get; init; }

    public required string Oversold { get; init; }

    public static LedgerSql Of(string subject)
    {
        if (subject == SubjectNames.LedgerCeiling)
        {
            return new LedgerSql { Count = $"SELECT count(*) FROM {Ceiling.Table}", Keys = string.Empty, Oversold = string.Empty };
        }

        if (subject == SubjectNames.InventorySync)
        {
            // A level is what its history says (I6), from the first version to the last without a gap, and never was below zero (I1).
            return new LedgerSql
            {
                Count = "SELECT count(*) FROM ledger WHERE on_hand_delta < 0",
                Keys = "SELECT operation_key, operation_text FROM ledger WHERE on_hand_delta < 0",
                Oversold =
                    """
                    SELECT coalesce(sum(abs(l.on_hand - coalesce(h.units, 0)) + abs(l.version - coalesce(h.moves, 0)) + abs(l.version - coalesce(h.newest, 0))
                        + CASE WHEN h.lowest < 0 THEN -h.lowest ELSE 0 END), 0)
                    FROM levels l LEFT JOIN (
                        SELECT level_id, sum(on_hand_delta) AS units, count(*) AS moves, max(version) AS newest, min(on_hand) AS lowest
                        FROM ledger WHERE level_id IS NOT NULL GROUP BY level_id) h ON h.level_id = l.id
                    """,
            };
        }

        var tables = new RivalTables(subject);
        return new LedgerSql
        {
            Count = $"SELECT count(*) FROM {tables.Ledger}",
            Keys = $"SELECT NULL, key FROM {tables.Ledger}",
            Oversold =
                $"""
                SELECT coalesce(sum(abs(s.initial + coalesce(h.units, 0) - s.on_hand) + CASE WHEN s.initial + coalesce(h.units, 0) < 0 THEN -(s.initial + h.units) ELSE 0 END), 0)
                FROM (SELECT sku, on_hand, CASE WHEN sku < '{Catalogue.NameOf(Catalogue.Skus)}' THEN {Catalogue.Plenty}
                        WHEN sku = '{Catalogue.NameOf(Catalogue.Skus)}' THEN {Catalogue.OnHandOf(Catalogue.Skus)} ELSE 1 END AS initial FROM {tables.Stock}) s
                LEFT JOIN (SELECT sku, sum(quantity) AS units FROM {tables.Ledger} GROUP BY sku) h ON h.sku = s.sku
                """,
        };
    }
}

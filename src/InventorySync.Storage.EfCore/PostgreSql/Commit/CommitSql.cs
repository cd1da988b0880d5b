using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>
/// The statements of the commit. They run as one implicit transaction in one round trip: where a guard does not hold, a
/// statement divides by zero, and everything is rolled back.
/// </summary>
/// <remarks>
/// Each statement gets its rows as one array per column. Rows that a later part needs from an earlier one are put into arrays and
/// picked by number: with parameters whose size the planner can't know, a join might become a loop over all pairs.
/// </remarks>
internal sealed class CommitSql
{
    private readonly string _t;

    public CommitSql(TableNames names) => _t = names.Qualifier;

    /// <summary>$1 keys.</summary>
    public string Refusals =>
        $"SELECT 1 / (NOT EXISTS (SELECT FROM {_t}ledger WHERE operation_key = ANY ($1) AND line = 0))::int";

    /// <summary>$1 keys.</summary>
    public string Archived => $"SELECT 1 / (NOT EXISTS (SELECT FROM {_t}archived_operations WHERE operation_key = ANY ($1)))::int";

    /// <summary>$1 SKUs, $2 locations, $3 least available, $4 least on hand, $5 exact version. A level without a row counts as zeros.</summary>
    public string Confirmations =>
        $"""
        WITH c AS (
            SELECT v.place, coalesce(t.on_hand, 0) AS on_hand, coalesce(t.reserved, 0) AS reserved, coalesce(t.version, 0) AS version
            FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY v (sku, location, available_min, on_hand_min, version_exact, place)
            LEFT JOIN {_t}levels t ON t.sku = v.sku AND t.location = v.location
            WHERE coalesce(t.on_hand - t.reserved, 0) >= v.available_min AND coalesce(t.on_hand, 0) >= v.on_hand_min
              AND (v.version_exact < 0 OR coalesce(t.version, 0) = v.version_exact))
        SELECT c.place, c.on_hand, c.reserved, c.version, k.ok
        FROM (SELECT 1 / (count(*) = cardinality($1))::int AS ok FROM c) k LEFT JOIN c ON true
        """;

    /// <summary>$1 to $9 reservations, $10 to $15 lines.</summary>
    public string NewReservations =>
        $"""
        WITH r AS (
            INSERT INTO {_t}reservations (name, owner_kind, owner_id, status, channel, created_at, expires_at, pinned, version)
            SELECT name, owner_kind, owner_id, status, channel, created_at, nullif(expires_at, {long.MinValue}), pinned, version
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) v (name, owner_kind, owner_id, status, channel, created_at, expires_at, pinned, version)
            ON CONFLICT (name) DO NOTHING RETURNING id),
        a AS MATERIALIZED (SELECT 1 / (count(*) = cardinality($1))::int AS ok, array_agg(id ORDER BY id) AS ids FROM r),
        l AS (
            INSERT INTO {_t}reservation_lines (reservation_id, line, sku, location, quantity, open)
            SELECT a.ids[v.place], v.line, v.sku, v.location, v.quantity, v.open
            FROM a, unnest($10, $11, $12, $13, $14, $15) v (place, line, sku, location, quantity, open))
        SELECT ok FROM a
        """;

    /// <summary>$1 to $9 reservations, $10 the versions before, $11 the numbers of lines, $12 to $17 lines.</summary>
    public string ChangedReservations =>
        $"""
        WITH r AS (
            UPDATE {_t}reservations t SET owner_kind = v.owner_kind, owner_id = v.owner_id, status = v.status, channel = v.channel,
                created_at = v.created_at, expires_at = nullif(v.expires_at, {long.MinValue}), pinned = v.pinned, version = v.version
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) WITH ORDINALITY
                v (name, owner_kind, owner_id, status, channel, created_at, expires_at, pinned, version, version_before, lines, place)
            WHERE t.name = v.name AND t.version = v.version_before RETURNING v.place, t.id, v.lines),
        a AS MATERIALIZED (SELECT 1 / (count(*) = cardinality($1))::int AS ok, array_agg(id ORDER BY place) AS ids FROM r),
        d AS (DELETE FROM {_t}reservation_lines l USING r WHERE l.reservation_id = r.id AND l.line >= r.lines),
        l AS (
            INSERT INTO {_t}reservation_lines (reservation_id, line, sku, location, quantity, open)
            SELECT a.ids[v.place], v.line, v.sku, v.location, v.quantity, v.open
            FROM a, unnest($12, $13, $14, $15, $16, $17) v (place, line, sku, location, quantity, open)
            ON CONFLICT (reservation_id, line) DO UPDATE
            SET sku = excluded.sku, location = excluded.location, quantity = excluded.quantity, open = excluded.open)
        SELECT ok FROM a
        """;

    /// <summary>$1 to $6 orders.</summary>
    public string NewOrders =>
        $"""
        WITH o AS (
            INSERT INTO {_t}orders (channel, order_id, placed_at, updated_at, lines, version) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
            ON CONFLICT (channel, order_id) DO NOTHING RETURNING 1)
        SELECT 1 / (count(*) = cardinality($1))::int FROM o
        """;

    /// <summary>$1 to $6 orders, $7 the versions before.</summary>
    public string ChangedOrders =>
        $"""
        WITH o AS (
            UPDATE {_t}orders t SET placed_at = v.placed_at, updated_at = v.updated_at, lines = v.lines, version = v.version
            FROM unnest($1, $2, $3, $4, $5, $6, $7) v (channel, order_id, placed_at, updated_at, lines, version, version_before)
            WHERE t.channel = v.channel AND t.order_id = v.order_id AND t.version = v.version_before RETURNING 1)
        SELECT 1 / (count(*) = cardinality($1))::int FROM o
        """;

    /// <summary>$1 channels, $2 orders.</summary>
    public string ForgetOpenUnits =>
        $"DELETE FROM {_t}open_order_units t USING unnest($1, $2) v (channel, order_id) WHERE t.channel = v.channel AND t.order_id = v.order_id";

    /// <summary>$1 channels, $2 orders, $3 SKUs, $4 units.</summary>
    public string OpenUnits => $"INSERT INTO {_t}open_order_units (channel, order_id, sku, units) SELECT * FROM unnest($1, $2, $3, $4)";

    /// <summary>$1 to $12.</summary>
    public string Incidents =>
        $"""
        INSERT INTO {_t}incidents (
            id, sku, location, units, cause, operation, channel, reservation, occurred_at, recorded_at, resolved_at, resolution)
        SELECT v.id, v.sku, v.location, v.units, v.cause, v.operation, v.channel, v.reservation, v.occurred_at, v.recorded_at,
            nullif(v.resolved_at, {long.MinValue}), v.resolution
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            v (id, sku, location, units, cause, operation, channel, reservation, occurred_at, recorded_at, resolved_at, resolution)
        """;

    /// <summary>What a batch without movements tells the other processes: $1 when, $2 the process, $3 kinds, $4 channels, $5 SKUs.</summary>
    public string Changes => $"INSERT INTO {_t}changes (at, process, kinds, channels, skus) VALUES ($1, $2, $3, $4, $5)";

    /// <summary>Operations without movements: $1 when, then keys, facts, times, texts, channels, reservations, reasons, details.</summary>
    public string EmptyOperations =>
        $"""
        INSERT INTO {_t}ledger (
            operation_key, kind, status, line, lines, level_id, version, on_hand_delta, reserved_delta, on_hand, reserved,
            occurred_at, recorded_at, operation_text, channel, reservation, reason, detail)
        SELECT v.key, (v.facts >> 56)::smallint, ((v.facts >> 48) & 255)::smallint, 0, 0, NULL, 0, 0, 0, 0, 0,
            v.occurred_at, $1, v.text, v.channel, v.reservation, v.reason, v.detail
        FROM unnest($2, $3, $4, $5, $6, $7, $8, $9) v (key, facts, occurred_at, text, channel, reservation, reason, detail)
        """;

    /// <summary>Gives missing levels their rows: $1 SKUs, $2 locations.</summary>
    public string MissingLevels =>
        $"""
        INSERT INTO {_t}levels (sku, location, on_hand, reserved, version)
        SELECT v.sku, v.location, 0, 0, 0 FROM unnest($1, $2) v (sku, location) ON CONFLICT DO NOTHING
        """;

    /// <summary>How many of these levels have no row: $1 SKUs, $2 locations.</summary>
    public string CountMissingLevels =>
        $"""
        SELECT count(*) FROM unnest($1, $2) v (sku, location)
        WHERE NOT EXISTS (SELECT FROM {_t}levels t WHERE t.sku = v.sku AND t.location = v.location)
        """;

    /// <summary>Which of these operations were applied, with their texts, and whether those are known still: $1 keys.</summary>
    public string AppliedOperations =>
        $"""
        SELECT operation_key, operation_text, true FROM {_t}ledger WHERE operation_key = ANY ($1) AND line = 0
        UNION ALL
        SELECT o.operation_key, a.operation_text, a.operation_key IS NOT NULL
        FROM {_t}archived_operations o LEFT JOIN {_t}ledger_archive a ON a.operation_key = o.operation_key AND a.line = 0
        WHERE o.operation_key = ANY ($1)
        """;

    /// <summary>
    /// One movement, and what it tells the other processes: $1 when; $2 to $5 the process, kinds, channels and SKUs of what it tells;
    /// $6 SKU, $7 location, $8 least available, $9 least on hand, $10 exact version; $11 key, $12 facts, $13 and $14 deltas of on hand
    /// and of reserved, $15 time, $16 text, $17 channel, $18 reservation, $19 reason, $20 detail. Where the guard does not hold it
    /// writes nothing and returns no row.
    /// </summary>
    public string LoneMovement =>
        $"""
        WITH u AS (
            UPDATE {_t}levels t SET on_hand = t.on_hand + $13, reserved = t.reserved + $14, version = t.version + 1
            WHERE t.sku = $6 AND t.location = $7 AND t.on_hand - t.reserved >= $8 AND t.on_hand >= $9 AND ($10 < 0 OR t.version = $10)
            RETURNING t.id, t.on_hand, t.reserved, t.version),
        m AS (
            INSERT INTO {_t}ledger (
                operation_key, kind, status, lines, line, level_id, version, on_hand_delta, on_hand, reserved_delta, reserved,
                occurred_at, recorded_at, operation_text, channel, reservation, reason, detail)
            SELECT $11, ($12 >> 56)::smallint, (($12 >> 48) & 255)::smallint, (($12 >> 24) & 16777215)::int, ($12 & 16777215)::int,
                u.id, u.version, $13, u.on_hand, $14, u.reserved, $15, $1, $16, $17, $18, $19, $20
            FROM u),
        c AS (INSERT INTO {_t}changes (at, process, kinds, channels, skus) SELECT $1, $2, $3, $4, $5 FROM u)
        SELECT on_hand, reserved, version FROM u
        """;

    /// <summary>
    /// Changes levels, appends their movements and tells the other processes: $1 when; $2 to $5 the process, kinds, channels and SKUs
    /// of what it tells; $6 to $13 SKUs, locations, deltas of on hand and of reserved, numbers of movements, least available, least
    /// on hand, exact version; $14 to $19 keys, facts, places, deltas and offsets of on hand, times; then what <paramref name="parts"/>
    /// adds: reserved (2), texts (1), details (4).
    /// </summary>
    public string Movements(CommitParts parts)
    {
        var next = 20;
        var hasReserved = parts.HasFlag(CommitParts.Reserved);
        var hasTexts = parts.HasFlag(CommitParts.Texts);
        var hasDetails = parts.HasFlag(CommitParts.Details);
        var reserved = hasReserved ? $", ${next++}, ${next++}" : string.Empty;
        var texts = hasTexts ? $", ${next++}" : string.Empty;
        var details = hasDetails ? $", ${next++}, ${next++}, ${next++}, ${next}" : string.Empty;
        return $"""
            WITH u AS (
                UPDATE {_t}levels t SET on_hand = t.on_hand + v.on_hand, reserved = t.reserved + v.reserved, version = t.version + v.movements
                FROM unnest($6, $7, $8, $9, $10, $11, $12, $13) WITH ORDINALITY
                    v (sku, location, on_hand, reserved, movements, available_min, on_hand_min, version_exact, place)
                WHERE t.sku = v.sku AND t.location = v.location
                  AND t.on_hand - t.reserved >= v.available_min AND t.on_hand >= v.on_hand_min
                  AND (v.version_exact < 0 OR t.version = v.version_exact)
                RETURNING v.place, t.id, t.on_hand, t.reserved, t.version,
                    t.on_hand - v.on_hand AS on_hand_before, t.reserved - v.reserved AS reserved_before, t.version - v.movements AS version_before),
            a AS MATERIALIZED (
                SELECT 1 / (count(*) = cardinality($6))::int AS ok, array_agg(id ORDER BY place) AS ids,
                    array_agg(on_hand_before ORDER BY place) AS on_hand, array_agg(reserved_before ORDER BY place) AS reserved,
                    array_agg(version_before ORDER BY place) AS version
                FROM u),
            m AS (
                INSERT INTO {_t}ledger (
                    operation_key, kind, status, lines, line, level_id, version, on_hand_delta, on_hand, reserved_delta, reserved,
                    occurred_at, recorded_at{(hasTexts ? ", operation_text" : string.Empty)}{(hasDetails ? ", channel, reservation, reason, detail" : string.Empty)})
                SELECT v.key, (v.facts >> 56)::smallint, ((v.facts >> 48) & 255)::smallint,
                    ((v.facts >> 24) & 16777215)::int, (v.facts & 16777215)::int,
                    a.ids[v.place >> 32], a.version[v.place >> 32] + (v.place & 4294967295),
                    v.on_hand, a.on_hand[v.place >> 32] + v.on_hand_offset,
                    {(hasReserved ? "v.reserved, a.reserved[v.place >> 32] + v.reserved_offset" : "0, a.reserved[v.place >> 32]")},
                    v.occurred_at, $1{(hasTexts ? ", v.text" : string.Empty)}{(hasDetails ? ", v.channel, v.reservation, v.reason, v.detail" : string.Empty)}
                FROM a, unnest($14, $15, $16, $17, $18, $19{reserved}{texts}{details})
                    v (key, facts, place, on_hand, on_hand_offset, occurred_at{(hasReserved ? ", reserved, reserved_offset" : string.Empty)}{(hasTexts ? ", text" : string.Empty)}{(hasDetails ? ", channel, reservation, reason, detail" : string.Empty)})
                WHERE a.ok = 1),
            c AS (INSERT INTO {_t}changes (at, process, kinds, channels, skus) VALUES ($1, $2, $3, $4, $5))
            SELECT place, on_hand, reserved, version FROM u
            """;
    }
}

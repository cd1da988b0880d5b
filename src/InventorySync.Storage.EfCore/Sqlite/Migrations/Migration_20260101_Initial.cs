using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Sqlite.Migrations;

/// <summary>The first tables. STRICT, so that SQLite refuses a number that overflowed into a float instead of keeping it.</summary>
[DbContext(typeof(SqliteInventoryDbContext))]
[Migration("20260101000000_Initial")]
internal sealed class Migration_20260101_Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE {t}levels (
            id INTEGER NOT NULL PRIMARY KEY,
            sku TEXT NOT NULL,
            location TEXT NOT NULL,
            on_hand INTEGER NOT NULL,
            reserved INTEGER NOT NULL,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX ix_{p}levels_sku_location ON {t}levels (sku, location);

        CREATE TABLE {t}ledger (
            id INTEGER NOT NULL PRIMARY KEY,
            operation_key BLOB NOT NULL,
            operation_text TEXT NULL,
            line INTEGER NOT NULL,
            lines INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            status INTEGER NOT NULL,
            level_id INTEGER NULL,
            version INTEGER NOT NULL,
            on_hand_delta INTEGER NOT NULL,
            reserved_delta INTEGER NOT NULL,
            on_hand INTEGER NOT NULL,
            reserved INTEGER NOT NULL,
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            channel TEXT NULL,
            reservation TEXT NULL,
            reason TEXT NULL,
            detail TEXT NULL
        ) STRICT;
        CREATE UNIQUE INDEX ix_{p}ledger_level_id_version ON {t}ledger (level_id, version) WHERE level_id IS NOT NULL;
        CREATE INDEX ix_{p}ledger_reservation ON {t}ledger (reservation) WHERE reservation IS NOT NULL;

        CREATE TABLE {t}operation_keys (
            key BLOB NOT NULL PRIMARY KEY,
            ledger_id INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE {t}reservations (
            id INTEGER NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            owner_kind INTEGER NOT NULL,
            owner_id TEXT NOT NULL,
            status INTEGER NOT NULL,
            channel TEXT NULL,
            created_at INTEGER NOT NULL,
            expires_at INTEGER NULL,
            pinned INTEGER NOT NULL,
            version INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX ix_{p}reservations_name ON {t}reservations (name);
        CREATE INDEX ix_{p}reservations_expires_at ON {t}reservations (expires_at) WHERE expires_at IS NOT NULL AND status = 1 AND NOT pinned;

        CREATE TABLE {t}reservation_lines (
            reservation_id INTEGER NOT NULL REFERENCES {t}reservations (id) ON DELETE CASCADE,
            line INTEGER NOT NULL,
            sku TEXT NOT NULL,
            location TEXT NOT NULL,
            quantity INTEGER NOT NULL,
            open INTEGER NOT NULL,
            order_channel TEXT NULL,
            PRIMARY KEY (reservation_id, line)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ix_{p}reservation_lines_open ON {t}reservation_lines (reservation_id) WHERE open > 0;
        CREATE INDEX ix_{p}reservation_lines_order_channel_sku ON {t}reservation_lines (order_channel, sku)
            WHERE order_channel IS NOT NULL AND open > 0;

        CREATE TABLE {t}orders (
            id INTEGER NOT NULL PRIMARY KEY,
            channel TEXT NOT NULL,
            order_id TEXT NOT NULL,
            placed_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            version INTEGER NOT NULL,
            lines TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX ix_{p}orders_channel_order_id ON {t}orders (channel, order_id);
        CREATE INDEX ix_{p}orders_channel_placed_at ON {t}orders (channel, placed_at);

        CREATE TABLE {t}incidents (
            place INTEGER NOT NULL PRIMARY KEY,
            id TEXT NOT NULL,
            sku TEXT NOT NULL,
            location TEXT NOT NULL,
            units INTEGER NOT NULL,
            cause INTEGER NOT NULL,
            operation TEXT NOT NULL,
            channel TEXT NULL,
            reservation TEXT NULL,
            occurred_at INTEGER NOT NULL,
            recorded_at INTEGER NOT NULL,
            resolved_at INTEGER NULL,
            resolution TEXT NULL
        ) STRICT;
        CREATE UNIQUE INDEX ix_{p}incidents_id ON {t}incidents (id);

        CREATE TABLE {t}items (
            sku TEXT NOT NULL PRIMARY KEY,
            category TEXT NULL,
            backorder_limit INTEGER NOT NULL,
            components TEXT NULL
        ) STRICT;

        CREATE TABLE {t}locations (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NULL,
            priority INTEGER NOT NULL,
            is_active INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE {t}listings (
            channel TEXT NOT NULL,
            sku TEXT NOT NULL,
            external_id TEXT NOT NULL,
            status INTEGER NOT NULL,
            acknowledged INTEGER NULL,
            acknowledged_at INTEGER NULL,
            sending INTEGER NULL,
            sending_since INTEGER NULL,
            confirmation_token TEXT NULL,
            failed_attempts INTEGER NOT NULL,
            PRIMARY KEY (channel, sku)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE {t}inbox (
            place INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            channel TEXT NOT NULL,
            key TEXT NOT NULL,
            payload TEXT NOT NULL,
            received_at INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            key_is_unique INTEGER NOT NULL,
            arrivals INTEGER NOT NULL,
            failed_attempts INTEGER NOT NULL,
            last_cause TEXT NULL,
            remembered_until INTEGER NULL
        ) STRICT;
        CREATE UNIQUE INDEX ix_{p}inbox_channel_key ON {t}inbox (channel, key);
        CREATE INDEX ix_{p}inbox_channel_due_at ON {t}inbox (channel, due_at) WHERE remembered_until IS NULL;
        CREATE INDEX ix_{p}inbox_remembered_until ON {t}inbox (remembered_until) WHERE remembered_until IS NOT NULL;

        CREATE TABLE {t}dead_letters (
            id TEXT NOT NULL PRIMARY KEY,
            kind INTEGER NOT NULL,
            channel TEXT NOT NULL,
            key TEXT NOT NULL,
            cause TEXT NOT NULL,
            payload TEXT NULL,
            at INTEGER NOT NULL,
            status INTEGER NOT NULL,
            closed_at INTEGER NULL,
            closed_reason TEXT NULL
        ) STRICT;
        CREATE UNIQUE INDEX ix_{p}dead_letters_channel_kind_key ON {t}dead_letters (channel, kind, key) WHERE status = 1;
        CREATE INDEX ix_{p}dead_letters_at ON {t}dead_letters (at);

        CREATE TABLE {t}channels (
            channel TEXT NOT NULL PRIMARY KEY,
            paused INTEGER NOT NULL,
            order_cursor TEXT NULL
        ) STRICT;

        CREATE TABLE {t}sync_runs (
            place INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL,
            channel TEXT NOT NULL,
            kind INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            duration INTEGER NOT NULL,
            sent INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            throttled INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            rejected INTEGER NOT NULL,
            cause TEXT NULL
        ) STRICT;
        CREATE INDEX ix_{p}sync_runs_channel_place ON {t}sync_runs (channel, place);
        """);
}

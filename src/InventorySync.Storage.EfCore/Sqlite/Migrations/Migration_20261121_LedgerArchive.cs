using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Sqlite.Migrations;

/// <summary>Whole months of the ledger can be archived.</summary>
[DbContext(typeof(SqliteInventoryDbContext))]
[Migration("20261121210000_LedgerArchive")]
internal sealed class Migration_20261121_LedgerArchive : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE {t}ledger_archive (
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
        CREATE INDEX ix_{p}ledger_archive_level_id_version ON {t}ledger_archive (level_id, version) WHERE level_id IS NOT NULL;
        CREATE INDEX ix_{p}ledger_archive_reservation ON {t}ledger_archive (reservation) WHERE reservation IS NOT NULL;

        CREATE TABLE {t}openings (
            level_id INTEGER NOT NULL PRIMARY KEY,
            version INTEGER NOT NULL,
            on_hand INTEGER NOT NULL,
            reserved INTEGER NOT NULL
        ) STRICT;
        """);
}

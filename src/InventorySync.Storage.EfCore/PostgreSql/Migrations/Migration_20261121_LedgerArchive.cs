using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.PostgreSql.Migrations;

/// <summary>Whole months of the ledger can be archived. The archive's partitions are made when their months are.</summary>
[DbContext(typeof(PostgresInventoryDbContext))]
[Migration("20261121210000_LedgerArchive")]
internal sealed class Migration_20261121_LedgerArchive : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE {t}ledger_archive (
            operation_key uuid NOT NULL,
            line integer NOT NULL,
            lines integer NOT NULL,
            level_id bigint,
            version bigint NOT NULL,
            on_hand_delta bigint NOT NULL,
            reserved_delta bigint NOT NULL,
            on_hand bigint NOT NULL,
            reserved bigint NOT NULL,
            occurred_at bigint NOT NULL,
            recorded_at bigint NOT NULL,
            kind smallint NOT NULL,
            status smallint NOT NULL,
            operation_text text COLLATE "C",
            channel text COLLATE "C",
            reservation text COLLATE "C",
            reason text COLLATE "C",
            detail text COLLATE "C",
            CONSTRAINT pk_{p}ledger_archive PRIMARY KEY (operation_key, line, recorded_at)
        ) PARTITION BY RANGE (recorded_at);
        CREATE INDEX ix_{p}ledger_archive_level_id_version ON {t}ledger_archive (level_id, version) WHERE level_id IS NOT NULL;
        CREATE INDEX ix_{p}ledger_archive_reservation ON {t}ledger_archive (reservation) WHERE reservation IS NOT NULL;

        CREATE TABLE {t}openings (
            level_id bigint NOT NULL,
            version bigint NOT NULL,
            on_hand bigint NOT NULL,
            reserved bigint NOT NULL,
            CONSTRAINT pk_{p}openings PRIMARY KEY (level_id)
        );

        CREATE TABLE {t}archived_operations (
            operation_key uuid NOT NULL,
            occurred_at bigint NOT NULL,
            kind smallint NOT NULL,
            status smallint NOT NULL,
            CONSTRAINT pk_{p}archived_operations PRIMARY KEY (operation_key)
        );
        """);
}

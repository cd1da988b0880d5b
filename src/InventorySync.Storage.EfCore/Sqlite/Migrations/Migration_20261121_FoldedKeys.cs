using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Sqlite.Migrations;

/// <summary>Keys of operations come to their table later than the operation: it is kept up to where they have. Here, all have.</summary>
[DbContext(typeof(SqliteInventoryDbContext))]
[Migration("20261121000100_FoldedKeys")]
internal sealed class Migration_20261121_FoldedKeys : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE {t}operation_key_folds (
            slice INTEGER NOT NULL PRIMARY KEY,
            folded_to INTEGER NOT NULL
        ) STRICT;

        WITH RECURSIVE slices (slice) AS (SELECT 0 UNION ALL SELECT slice + 1 FROM slices WHERE slice < 255)
        INSERT INTO {t}operation_key_folds (slice, folded_to)
        SELECT slice, (SELECT coalesce(max(id), 0) FROM {t}ledger) FROM slices;
        """);
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Sqlite.Migrations;

/// <summary>Rules can be changed at run time.</summary>
[DbContext(typeof(SqliteInventoryDbContext))]
[Migration("20261121220000_Rules")]
internal sealed class Migration_20261121_Rules : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE {t}rules (
            version INTEGER NOT NULL PRIMARY KEY,
            changed_at INTEGER NOT NULL,
            changed_by TEXT NOT NULL,
            reason TEXT NOT NULL,
            rules TEXT NOT NULL
        ) STRICT;
        """);
}

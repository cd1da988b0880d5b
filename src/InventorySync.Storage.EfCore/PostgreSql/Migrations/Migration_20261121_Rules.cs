using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.PostgreSql.Migrations;

/// <summary>Rules can be changed at run time.</summary>
[DbContext(typeof(PostgresInventoryDbContext))]
[Migration("20261121220000_Rules")]
internal sealed class Migration_20261121_Rules : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE {t}rules (
            version bigint NOT NULL,
            changed_at bigint NOT NULL,
            changed_by text COLLATE "C" NOT NULL,
            reason text COLLATE "C" NOT NULL,
            rules text COLLATE "C" NOT NULL,
            CONSTRAINT pk_{p}rules PRIMARY KEY (version)
        );
        """);
}

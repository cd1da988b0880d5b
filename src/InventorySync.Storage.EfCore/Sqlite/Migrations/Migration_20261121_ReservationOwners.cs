using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Sqlite.Migrations;

/// <summary>Reservations are found by their owner.</summary>
[DbContext(typeof(SqliteInventoryDbContext))]
[Migration("20261121200000_ReservationOwners")]
internal sealed class Migration_20261121_ReservationOwners : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "CREATE INDEX ix_{p}reservations_owner_id_owner_kind ON {t}reservations (owner_id, owner_kind);");
}

using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Sqlite.Migrations;

/// <summary>Open units are counted by the SKU that was ordered, out of the orders, instead of by the components that are held.</summary>
[DbContext(typeof(SqliteInventoryDbContext))]
[Migration("20261121000000_OpenOrderUnits")]
internal sealed class Migration_20261121_OpenOrderUnits : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE {t}open_order_units (
            channel TEXT NOT NULL,
            order_id TEXT NOT NULL,
            sku TEXT NOT NULL,
            units INTEGER NOT NULL,
            PRIMARY KEY (channel, order_id, sku)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ix_{p}open_order_units_channel_sku ON {t}open_order_units (channel, sku);

        INSERT INTO {t}open_order_units (channel, order_id, sku, units)
        SELECT channel, order_id, sku, sum(open) FROM (
            SELECT o.channel, o.order_id, l.value ->> 'sku' AS sku,
                coalesce(l.value ->> 'ordered', 0) - coalesce(l.value ->> 'cancelled', 0) - coalesce(l.value ->> 'fulfilled', 0) AS open
            FROM {t}orders o, json_each(o.lines) l)
        WHERE open > 0
        GROUP BY channel, order_id, sku;

        DROP INDEX ix_{p}reservation_lines_order_channel_sku;
        ALTER TABLE {t}reservation_lines DROP COLUMN order_channel;
        """);
}

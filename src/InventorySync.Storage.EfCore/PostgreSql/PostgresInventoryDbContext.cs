using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>The tables in PostgreSQL.</summary>
internal sealed class PostgresInventoryDbContext : InventoryDbContext
{
    public PostgresInventoryDbContext(DbContextOptions<PostgresInventoryDbContext> options, TableNames names)
        : base(options, names)
    {
    }

    protected override void ConfigureProvider(ModelBuilder modelBuilder, TableNames names) => PostgresModel.Configure(modelBuilder, names);
}

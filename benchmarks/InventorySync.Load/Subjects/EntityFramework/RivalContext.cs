using InventorySync.Load.Databases;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Load.Subjects.EntityFramework;

/// <summary>A rival's two tables in EF Core; the version is the concurrency token.</summary>
internal abstract class RivalContext : DbContext
{
    private readonly RivalTables _tables;

    protected RivalContext(DbContextOptions options, string subject)
        : base(options) => _tables = new RivalTables(subject);

    public DbSet<RivalStock> Stock => Set<RivalStock>();

    public DbSet<RivalSale> Sales => Set<RivalSale>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<RivalStock>(stock =>
        {
            stock.ToTable(_tables.Stock).HasKey(row => new { row.Sku, row.Location });
            stock.Property(row => row.Sku).HasColumnName("sku");
            stock.Property(row => row.Location).HasColumnName("location");
            stock.Property(row => row.OnHand).HasColumnName("on_hand");
            stock.Property(row => row.Version).HasColumnName("version").IsConcurrencyToken();
        });
        modelBuilder.Entity<RivalSale>(sale =>
        {
            sale.ToTable(_tables.Ledger).HasKey(row => row.Id);
            sale.Property(row => row.Id).HasColumnName("id").ValueGeneratedOnAdd();
            sale.Property(row => row.Key).HasColumnName("key");
            sale.Property(row => row.Sku).HasColumnName("sku");
            sale.Property(row => row.Location).HasColumnName("location");
            sale.Property(row => row.Quantity).HasColumnName("quantity");
            sale.Property(row => row.At).HasColumnName("at");
        });
    }
}

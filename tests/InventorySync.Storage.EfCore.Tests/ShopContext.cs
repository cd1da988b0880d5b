using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore;

/// <summary>An application's own context, with tables of its own beside ours.</summary>
internal sealed class ShopContext(DbContextOptions<ShopContext> options, string? schema) : DbContext(options)
{
    public const string Prefix = "inv_";

    public DbSet<Customer> Customers => Set<Customer>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddInventorySync(schema, Prefix);

    internal sealed class Customer
    {
        public int Id { get; set; }

        public string FullName { get; set; } = string.Empty;

        public DateTimeOffset CreatedAt { get; set; }
    }
}

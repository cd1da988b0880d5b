using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>The tables as every database has them. Each database derives its own, with what it alone has and its migrations.</summary>
internal abstract class InventoryDbContext : DbContext
{
    protected InventoryDbContext(DbContextOptions options, TableNames names)
        : base(options) => Names = names;

    public DbSet<LevelRow> Levels => Set<LevelRow>();

    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();

    public DbSet<OpeningRow> Openings => Set<OpeningRow>();

    public DbSet<ReservationRow> Reservations => Set<ReservationRow>();

    public DbSet<ReservationLineRow> ReservationLines => Set<ReservationLineRow>();

    public DbSet<OrderRow> Orders => Set<OrderRow>();

    public DbSet<OpenOrderUnitsRow> OpenOrderUnits => Set<OpenOrderUnitsRow>();

    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();

    public DbSet<ItemRow> Items => Set<ItemRow>();

    public DbSet<LocationRow> Locations => Set<LocationRow>();

    public DbSet<ListingRow> Listings => Set<ListingRow>();

    public DbSet<InboxRow> Inbox => Set<InboxRow>();

    public DbSet<DeadLetterRow> DeadLetters => Set<DeadLetterRow>();

    public DbSet<ChannelRow> Channels => Set<ChannelRow>();

    public DbSet<SyncRunRow> SyncRuns => Set<SyncRunRow>();

    public DbSet<RulesRow> Rules => Set<RulesRow>();

    /// <summary>What the tables are called.</summary>
    public TableNames Names { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => InventoryModel.Build(modelBuilder, Names, ConfigureProvider);

    /// <summary>Adds what one kind of database alone has.</summary>
    protected abstract void ConfigureProvider(ModelBuilder modelBuilder, TableNames names);
}

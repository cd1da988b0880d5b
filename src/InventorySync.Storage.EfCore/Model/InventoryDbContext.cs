using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>The tables as every database has them. Each database derives its own, with what it alone has and its migrations.</summary>
internal abstract class InventoryDbContext : DbContext
{
    protected InventoryDbContext(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<LevelRow> Levels => Set<LevelRow>();

    public DbSet<LedgerRow> Ledger => Set<LedgerRow>();

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

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<TimeConverter>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<DurationConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<LevelRow>(ConfigureLevels);
        modelBuilder.Entity<LedgerRow>(ConfigureLedger);
        modelBuilder.Entity<ReservationRow>(ConfigureReservations);
        modelBuilder.Entity<ReservationLineRow>(ConfigureReservationLines);
        modelBuilder.Entity<OrderRow>(ConfigureOrders);
        modelBuilder.Entity<OpenOrderUnitsRow>(ConfigureOpenOrderUnits);
        modelBuilder.Entity<IncidentRow>(ConfigureIncidents);
        modelBuilder.Entity<ItemRow>(entity => entity.ToTable("items").HasKey(row => row.Sku));
        modelBuilder.Entity<LocationRow>(entity => entity.ToTable("locations").HasKey(row => row.Id));
        modelBuilder.Entity<ListingRow>(entity => entity.ToTable("listings").HasKey(row => new { row.Channel, row.Sku }));
        modelBuilder.Entity<InboxRow>(ConfigureInbox);
        modelBuilder.Entity<DeadLetterRow>(ConfigureDeadLetters);
        modelBuilder.Entity<ChannelRow>(entity => entity.ToTable("channels").HasKey(row => row.Channel));
        modelBuilder.Entity<SyncRunRow>(ConfigureSyncRuns);
        ConfigureProvider(modelBuilder);
        SnakeCase.Apply(modelBuilder.Model);
    }

    /// <summary>Adds what one kind of database alone has.</summary>
    protected abstract void ConfigureProvider(ModelBuilder modelBuilder);

    private static void ConfigureLevels(EntityTypeBuilder<LevelRow> entity)
    {
        entity.ToTable("levels").HasKey(row => row.Id);
        entity.HasIndex(row => new { row.Sku, row.Location }).IsUnique();
    }

    private static void ConfigureLedger(EntityTypeBuilder<LedgerRow> entity)
    {
        entity.ToTable("ledger").HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();

        // I6: the database itself refuses a second movement in the same place of a level's history.
        entity.HasIndex(row => new { row.LevelId, row.Version }).IsUnique().HasFilter("level_id IS NOT NULL");
        entity.HasIndex(row => row.Reservation).HasFilter("reservation IS NOT NULL");
    }

    private static void ConfigureReservations(EntityTypeBuilder<ReservationRow> entity)
    {
        entity.ToTable("reservations").HasKey(row => row.Id);
        entity.HasIndex(row => row.Name).IsUnique();
        entity.HasIndex(row => row.ExpiresAt).HasFilter("expires_at IS NOT NULL AND status = 1 AND NOT pinned");
        entity.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.ReservationId);
    }

    private static void ConfigureReservationLines(EntityTypeBuilder<ReservationLineRow> entity)
    {
        entity.ToTable("reservation_lines").HasKey(row => new { row.ReservationId, row.Line });
        entity.HasIndex(row => row.ReservationId).HasFilter("open > 0").HasDatabaseName("ix_reservation_lines_open");
    }

    private static void ConfigureOrders(EntityTypeBuilder<OrderRow> entity)
    {
        entity.ToTable("orders").HasKey(row => row.Id);
        entity.HasIndex(row => new { row.Channel, row.OrderId }).IsUnique();
        entity.HasIndex(row => new { row.Channel, row.PlacedAt });
    }

    private static void ConfigureOpenOrderUnits(EntityTypeBuilder<OpenOrderUnitsRow> entity)
    {
        entity.ToTable("open_order_units").HasKey(row => new { row.Channel, row.OrderId, row.Sku });
        entity.HasIndex(row => new { row.Channel, row.Sku });
    }

    private static void ConfigureIncidents(EntityTypeBuilder<IncidentRow> entity)
    {
        entity.ToTable("incidents").HasKey(row => row.Place);
        entity.HasIndex(row => row.Id).IsUnique();
    }

    private static void ConfigureInbox(EntityTypeBuilder<InboxRow> entity)
    {
        entity.ToTable("inbox").HasKey(row => row.Place);
        entity.HasIndex(row => new { row.Channel, row.Key }).IsUnique();
        entity.HasIndex(row => new { row.Channel, row.DueAt }).HasFilter("remembered_until IS NULL");
        entity.HasIndex(row => row.RememberedUntil).HasFilter("remembered_until IS NOT NULL");
    }

    private static void ConfigureDeadLetters(EntityTypeBuilder<DeadLetterRow> entity)
    {
        entity.ToTable("dead_letters").HasKey(row => row.Id);
        entity.HasIndex(row => new { row.Channel, row.Kind, row.Key }).IsUnique().HasFilter("status = 1");
        entity.HasIndex(row => row.At);
    }

    private static void ConfigureSyncRuns(EntityTypeBuilder<SyncRunRow> entity)
    {
        entity.ToTable("sync_runs").HasKey(row => row.Place);
        entity.HasIndex(row => new { row.Channel, row.Place });
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>The tables as every database has them.</summary>
internal static class InventoryModel
{
    /// <param name="modelBuilder">Of a context of ours, or of the application's own.</param>
    /// <param name="names">What the tables are called.</param>
    /// <param name="configureProvider">Adds what one kind of database alone has.</param>
    public static void Build(ModelBuilder modelBuilder, TableNames names, Action<ModelBuilder, TableNames> configureProvider)
    {
        modelBuilder.Entity<LevelRow>(ConfigureLevels);
        modelBuilder.Entity<LedgerRow>(ConfigureLedger);
        modelBuilder.Entity<LedgerArchiveRow>(ConfigureLedgerArchive);
        modelBuilder.Entity<OpeningRow>(ConfigureOpenings);
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
        modelBuilder.Entity<RulesRow>(ConfigureRules);
        configureProvider(modelBuilder, names);
        ColumnConversions.Apply(modelBuilder.Model);
        SnakeCase.Apply(modelBuilder.Model, names);
    }

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

    private static void ConfigureLedgerArchive(EntityTypeBuilder<LedgerArchiveRow> entity)
    {
        entity.HasBaseType((Type?)null);
        entity.ToTable("ledger_archive").HasKey(row => row.Id);
        entity.Property(row => row.Id).ValueGeneratedNever();
        entity.HasIndex(row => new { row.LevelId, row.Version }).HasFilter("level_id IS NOT NULL");
        entity.HasIndex(row => row.Reservation).HasFilter("reservation IS NOT NULL");
    }

    private static void ConfigureOpenings(EntityTypeBuilder<OpeningRow> entity)
    {
        entity.ToTable("openings").HasKey(row => row.LevelId);
        entity.Property(row => row.LevelId).ValueGeneratedNever();
    }

    private static void ConfigureReservations(EntityTypeBuilder<ReservationRow> entity)
    {
        entity.ToTable("reservations").HasKey(row => row.Id);
        entity.HasIndex(row => row.Name).IsUnique();
        entity.HasIndex(row => new { row.OwnerId, row.OwnerKind });
        entity.HasIndex(row => row.ExpiresAt).HasFilter("expires_at IS NOT NULL AND status = 1 AND NOT pinned");
        entity.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.ReservationId);
    }

    private static void ConfigureReservationLines(EntityTypeBuilder<ReservationLineRow> entity)
    {
        entity.ToTable("reservation_lines").HasKey(row => new { row.ReservationId, row.Line });
        entity.HasIndex(row => row.ReservationId, "open").HasFilter("open > 0");
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

    private static void ConfigureRules(EntityTypeBuilder<RulesRow> entity)
    {
        entity.ToTable("rules").HasKey(row => row.Version);
        entity.Property(row => row.Version).ValueGeneratedNever();
    }
}

using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>What the tables have in PostgreSQL alone.</summary>
internal static class PostgresModel
{
    /// <summary>What the versions of listings come from: one sequence for all, so that a row made anew has none that it had before.</summary>
    public const string ListingVersions = "listing_versions";

    public static void Configure(ModelBuilder modelBuilder, TableNames names)
    {
        modelBuilder.Entity<LevelRow>().HasStorageParameter("fillfactor", 50);
        modelBuilder.Entity<LedgerRow>(ConfigureLedger);
        modelBuilder.Entity<LedgerArchiveRow>(ConfigureLedgerArchive);
        modelBuilder.Entity<ArchivedOperationRow>(ConfigureArchivedOperations);
        modelBuilder.Entity<ListingRow>().HasStorageParameter("fillfactor", 70);
        modelBuilder.Entity<ChangeRow>(ConfigureChanges);
        modelBuilder.HasSequence($"{names.Prefix}{ListingVersions}", names.Schema);
        foreach (var property in OwnEntities.Of(modelBuilder.Model).SelectMany(entity => entity.GetProperties()))
        {
            if (property.ClrType == typeof(string))
            {
                // Ids sort by their bytes, as they compare everywhere else, whatever the database's own language is.
                property.SetCollation("C");
            }
            else if ((Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum)
            {
                property.SetProviderClrType(typeof(short));
            }
        }
    }

    private static void ConfigureLedger(EntityTypeBuilder<LedgerRow> entity)
    {
        // No id of its own: one index less to write on the sale's path.
        entity.Ignore(row => row.Id);
        entity.HasKey(row => new { row.OperationKey, row.Line });
        entity.Property(row => row.OperationKey).HasConversion(
            key => new Guid(key, bigEndian: true), key => key.ToByteArray(bigEndian: true));
        entity.HasIndex(row => row.RecordedAt).HasMethod("brin");
    }

    private static void ConfigureLedgerArchive(EntityTypeBuilder<LedgerArchiveRow> entity)
    {
        entity.Ignore(row => row.Id);

        // What the table is partitioned by has to be part of its key.
        entity.HasKey(row => new { row.OperationKey, row.Line, row.RecordedAt });
        entity.Property(row => row.OperationKey).HasConversion(
            key => new Guid(key, bigEndian: true), key => key.ToByteArray(bigEndian: true));
    }

    private static void ConfigureArchivedOperations(EntityTypeBuilder<ArchivedOperationRow> entity)
    {
        entity.ToTable("archived_operations").HasKey(row => row.OperationKey);
        entity.Property(row => row.OperationKey).HasConversion(
            key => new Guid(key, bigEndian: true), key => key.ToByteArray(bigEndian: true));
    }

    private static void ConfigureChanges(EntityTypeBuilder<ChangeRow> entity)
    {
        entity.ToTable("changes").HasKey(row => row.Transaction);
        entity.Property(row => row.Transaction).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
    }
}

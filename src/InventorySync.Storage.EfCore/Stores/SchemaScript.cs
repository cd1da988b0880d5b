using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Writes migrations down as SQL.</summary>
internal static class SchemaScript
{
    public static string Create(InventoryDbContext context, string? fromMigration, MigrationsSqlGenerationOptions options)
    {
        if (fromMigration is not null && !context.Database.GetMigrations().Contains(fromMigration, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"There is no migration '{fromMigration}'; there are: {string.Join(", ", context.Database.GetMigrations())}.", nameof(fromMigration));
        }

        return context.GetService<IMigrator>().GenerateScript(fromMigration, toMigration: null, options);
    }
}

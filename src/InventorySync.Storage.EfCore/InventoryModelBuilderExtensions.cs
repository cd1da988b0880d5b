using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.PostgreSql;
using InventorySync.Storage.EfCore.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore;

/// <summary>Puts the tables into an application's own context.</summary>
public static class InventoryModelBuilderExtensions
{
    /// <summary>Adds the tables to the model, so that the application's own migrations make and upgrade them with its others.</summary>
    /// <remarks>
    /// Call it in <c>OnModelCreating</c>, with the same names as <c>UseSqlite</c> or <c>UsePostgreSql</c>, and set
    /// <see cref="TableOptions.MigrateAtStart"/> there to false. The tables are the store's to write: their rows are not for reading
    /// or changing through the application's context. Which database it is comes from the context's provider.
    /// </remarks>
    /// <param name="modelBuilder">Of the application's context, on SQLite or PostgreSQL.</param>
    /// <param name="schema">As <see cref="TableOptions.Schema"/>.</param>
    /// <param name="tablePrefix">As <see cref="TableOptions.TablePrefix"/>.</param>
    /// <returns><paramref name="modelBuilder"/>, for chaining.</returns>
    /// <exception cref="ArgumentException">A name cannot be used; the message says why.</exception>
    public static ModelBuilder AddInventorySync(this ModelBuilder modelBuilder, string? schema = null, string tablePrefix = "")
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        var names = TableNames.Of(schema, tablePrefix);

        // The provider of PostgreSQL marks each model it begins; that of SQLite leaves it as it is.
        var isPostgres = modelBuilder.Model.GetAnnotations().Any(annotation => annotation.Name.StartsWith("Npgsql:", StringComparison.Ordinal));
        InventoryModel.Build(modelBuilder, names, isPostgres ? PostgresModel.Configure : static (model, _) => SqliteModel.Configure(model));
        return modelBuilder;
    }
}

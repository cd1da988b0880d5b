using InventorySync.DependencyInjection;
using InventorySync.Storage.EfCore;
using InventorySync.Storage.EfCore.PostgreSql;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses the store that lives in a PostgreSQL database.</summary>
public static class PostgreSqlStoreBuilderExtensions
{
    /// <summary>Keeps everything in one PostgreSQL database (13 or later), which any number of processes may share.</summary>
    /// <remarks>
    /// <para>
    /// Each batch of sales is one transaction and one round trip, on a connection of its own; its guards stand in the same
    /// statements as its writes, so that processes that share the database never sell a unit twice. What was reported as applied
    /// survives a crash of the application and of the server (<c>synchronous_commit</c> is turned on where it is off).
    /// </para>
    /// <para>
    /// One process keeps three connections open: for commits, for the channels it looks after, and for news of other processes;
    /// reads take more from the pool. Session-level locks say which process looks after which channel: between here and the server
    /// a connection pooler has to work in session mode.
    /// </para>
    /// <para>Times are kept in UTC and to the microsecond, rounded down.</para>
    /// </remarks>
    /// <param name="builder">The inventory's settings.</param>
    /// <param name="connectionString">Names the database, such as <c>Host=localhost;Database=shop;Username=shop;Password=…</c>; the keywords are those of Npgsql.</param>
    /// <param name="configure">Says where the tables are and who makes them; null: in the connection's own schema, made and upgraded at start.</param>
    /// <returns><paramref name="builder"/>, for chaining.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The connection string cannot be read or names no host, or an option cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A store has been chosen already.</exception>
    public static InventorySyncBuilder UsePostgreSql(
        this InventorySyncBuilder builder, string connectionString, Action<TableOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = PostgresSettings.Parse(connectionString);
        var options = TableOptions.From(configure);
        return builder.UseStore(services => new PostgresInventoryStore(
            new PostgresDatabase(NpgsqlDataSource.Create(settings), ownsSource: true, options.ToNames(), options.MigrateAtStart, services.GetRequiredService<TimeProvider>()))).AddSchema();
    }

    /// <summary>Keeps everything in the PostgreSQL database of a data source, with its own settings for passwords, TLS and logging.</summary>
    /// <remarks>As <see cref="UsePostgreSql(InventorySyncBuilder, string, Action{TableOptions}?)"/> says. The data source stays the caller's to dispose of.</remarks>
    /// <param name="builder">The inventory's settings.</param>
    /// <param name="dataSource">Where connections come from.</param>
    /// <param name="configure">Says where the tables are and who makes them; null: in the connection's own schema, made and upgraded at start.</param>
    /// <returns><paramref name="builder"/>, for chaining.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option cannot be used.</exception>
    /// <exception cref="InvalidOperationException">A store has been chosen already.</exception>
    public static InventorySyncBuilder UsePostgreSql(
        this InventorySyncBuilder builder, NpgsqlDataSource dataSource, Action<TableOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        var options = TableOptions.From(configure);
        return builder.UseStore(services => new PostgresInventoryStore(
            new PostgresDatabase(dataSource, ownsSource: false, options.ToNames(), options.MigrateAtStart, services.GetRequiredService<TimeProvider>()))).AddSchema();
    }
}

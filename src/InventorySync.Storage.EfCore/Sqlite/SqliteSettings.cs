using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Sqlite.Keys;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>A connection string that was checked: it names a file to write to.</summary>
internal sealed class SqliteSettings
{
    private const string InMemoryRemedy = "for a store that lives in memory, call UseInMemoryStore().";

    private SqliteSettings(SqliteConnectionStringBuilder builder)
    {
        ConnectionString = builder.ToString();
        File = builder.DataSource;
        BusyTimeout = TimeSpan.FromSeconds(builder.DefaultTimeout);
        WriterConnectionString = new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString();
    }

    /// <summary>What the tables are called.</summary>
    public TableNames Names { get; init; } = TableNames.Plain;

    /// <summary>Whether the tables are made and upgraded at start, rather than by somebody else.</summary>
    public bool MigratesAtStart { get; init; } = true;

    /// <summary>Whether the file is meant to have other tables too: somebody else makes them all, or ours have a prefix.</summary>
    public bool SharesFile => !MigratesAtStart || Names.Prefix.Length > 0;

    /// <summary>For reads, by pooled connections.</summary>
    public string ConnectionString { get; }

    /// <summary>For the one connection that writes, which is never shared.</summary>
    public string WriterConnectionString { get; }

    /// <summary>The file, for messages.</summary>
    public string File { get; }

    /// <summary>How long to wait for other processes: "Default Timeout" in the connection string.</summary>
    public TimeSpan BusyTimeout { get; }

    /// <summary>When the keys of operations move from memory to their table.</summary>
    public required KeyFolding Folding { get; init; }

    /// <param name="connectionString">Names the file.</param>
    /// <param name="folding">When keys are folded; null: as is usual.</param>
    /// <param name="tables">What the tables are called and who makes them; null: plain names, made at start.</param>
    /// <exception cref="ArgumentException">It names no file to write to, or an option cannot be used; the message says what to do.</exception>
    public static SqliteSettings Parse(string connectionString, KeyFolding? folding = null, TableOptions? tables = null)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException(
                $"'{connectionString}' is no SQLite connection string: {fault.Message} The usual form is 'Data Source=inventory.db'.",
                nameof(connectionString),
                fault);
        }

        if (Fault(builder) is { } refused)
        {
            throw new ArgumentException(refused, nameof(connectionString));
        }

        tables ??= new TableOptions();
        if (tables.Schema is { } schema)
        {
            throw new ArgumentException($"SQLite has no schemas: leave Schema out, instead of '{schema}', or use TablePrefix.", nameof(tables));
        }

        return new SqliteSettings(builder)
        {
            Folding = folding ?? new KeyFolding(),
            Names = tables.ToNames(),
            MigratesAtStart = tables.MigrateAtStart,
        };
    }

    private static string? Fault(SqliteConnectionStringBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.DataSource))
        {
            return $"The connection string names no file: add 'Data Source=inventory.db'; {InMemoryRemedy}";
        }

        if (builder.Mode == SqliteOpenMode.Memory || builder.DataSource.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
            || builder.DataSource.Contains("mode=memory", StringComparison.OrdinalIgnoreCase))
        {
            return $"'{builder.DataSource}' is a database in memory, which each connection has to itself: name a file; {InMemoryRemedy}";
        }

        if (!string.IsNullOrEmpty(builder.Password))
        {
            return $"The connection string of '{builder.DataSource}' has a Password, and the SQLite library in use cannot encrypt: leave Password out, and encrypt the disk instead.";
        }

        return builder.Mode == SqliteOpenMode.ReadOnly
            ? $"'{builder.DataSource}' is opened with Mode=ReadOnly, and a store has to write: leave Mode out."
            : null;
    }
}

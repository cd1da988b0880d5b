using InventorySync.Load.Running;
using InventorySync.Load.Subjects;
using InventorySync.Load.Verification;
using InventorySync.Load.Workload;
using Microsoft.Data.Sqlite;

namespace InventorySync.Load.Databases.Sqlite;

/// <summary>A file that was not there before and goes at the end.</summary>
internal sealed class SqliteLoadDatabase : ILoadDatabase
{
    private readonly string _file;
    private readonly string? _folder;

    /// <param name="connectionString">Names the file; null: one in a temporary folder.</param>
    /// <exception cref="OptionException">The file is there already, or none is named.</exception>
    public SqliteLoadDatabase(string? connectionString)
    {
        _folder = connectionString is null ? Directory.CreateTempSubdirectory("inventorysync-load-").FullName : null;
        ConnectionString = connectionString ?? $"Data Source={Path.Combine(_folder!, "load.db")}";
        _file = new SqliteConnectionStringBuilder(ConnectionString).DataSource;
        if (_file.Length == 0 || File.Exists(_file))
        {
            throw new OptionException($"--connection: '{ConnectionString}' is not a string that names a file which is not there yet, such as 'Data Source=load.db'.");
        }
    }

    public string ConnectionString { get; }

    public async Task PrepareAsync(IReadOnlyList<string> subjects)
    {
        await using (var own = await SqliteSubjects.StartOwnAsync(ConnectionString, KeyForm.Sorted))
        {
            await own.ReceiveAsync();
        }

        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, "PRAGMA journal_mode=WAL");
        foreach (var subject in subjects.Where(subject => subject is not (SubjectNames.InventorySync or SubjectNames.LedgerCeiling)))
        {
            await ExecuteAsync(connection, RivalSchema(new RivalTables(subject)));
        }

        if (subjects.Contains(SubjectNames.LedgerCeiling))
        {
            await CopyLedgerAsync(connection);
        }

        SqliteConnection.ClearPool(connection);
    }

    public Task<IDatabaseMeter> OpenMeterAsync() => Task.FromResult<IDatabaseMeter>(new SqliteMeter(_file));

    public async Task<ILedgerReader> OpenLedgerAsync(string subject)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        return new SqliteLedgerReader(connection, LedgerSql.Of(subject));
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        foreach (var end in new[] { string.Empty, "-wal", "-shm" })
        {
            File.Delete(_file + end);
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private static async Task CopyLedgerAsync(SqliteConnection connection)
    {
        var statements = new List<string>();
        await using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT sql FROM sqlite_master WHERE tbl_name = 'ledger' AND sql IS NOT NULL ORDER BY type DESC";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                statements.Add(reader.GetString(0));
            }
        }

        // Names of indexes begin with the table's too: ix_ledger_reservation.
        foreach (var statement in statements)
        {
            await ExecuteAsync(connection, statement.Replace("ix_ledger", "ix_" + Ceiling.Table, StringComparison.Ordinal)
                .Replace("TABLE ledger", "TABLE " + Ceiling.Table, StringComparison.Ordinal)
                .Replace("TABLE \"ledger\"", "TABLE " + Ceiling.Table, StringComparison.Ordinal)
                .Replace("ON ledger", "ON " + Ceiling.Table, StringComparison.Ordinal)
                .Replace("ON \"ledger\"", "ON " + Ceiling.Table, StringComparison.Ordinal));
        }
    }

    private static string RivalSchema(RivalTables tables) =>
        $"""
        CREATE TABLE {tables.Stock} (
            sku TEXT NOT NULL,
            location TEXT NOT NULL,
            on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
            version INTEGER NOT NULL,
            PRIMARY KEY (sku, location)
        ) WITHOUT ROWID;
        CREATE TABLE {tables.Ledger} (
            id INTEGER NOT NULL PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            sku TEXT NOT NULL,
            location TEXT NOT NULL,
            quantity INTEGER NOT NULL,
            at NOT NULL
        );
        WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Catalogue.All - 1})
        INSERT INTO {tables.Stock}
        SELECT printf('SKU-%05d', n), '{Catalogue.Location}',
            CASE WHEN n < {Catalogue.Skus} THEN {Catalogue.Plenty} WHEN n = {Catalogue.Skus} THEN {Catalogue.OnHandOf(Catalogue.Skus)} ELSE 1 END, 1
        FROM numbers;
        """;

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

using System.Globalization;
using Npgsql;

namespace InventorySync.Testing.PostgreSql;

/// <summary>
/// A private PostgreSQL server from the programs that are installed: in a folder of its own below the temporary one, on a free
/// port of 127.0.0.1, durable (<c>fsync</c> on). It ends with this process at the latest, however that ends.
/// </summary>
/// <remarks>
/// Tests share <see cref="SharedAsync"/> and make a database each; a test that stops the server starts one of its own.
/// Safe from any thread, but for stopping while others use it.
/// </remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresCluster>> Shared = new(() => StartNewAsync());

    private readonly string _folder;
    private readonly SemaphoreSlim _templates = new(1, 1);
    private readonly HashSet<string> _made = [];
    private int _databases;

    private PostgresCluster(string folder, string connectionString)
    {
        _folder = folder;
        ConnectionString = connectionString;
    }

    /// <summary>Why no server can be started here, with the remedy; null where one can.</summary>
    public static string? Unavailable => PostgresScript.Unavailable;

    /// <summary>Connects to the database <c>postgres</c> as the owner of the cluster. The same after each start.</summary>
    public string ConnectionString { get; }

    /// <summary>The server that the tests of this process share, started at the first call.</summary>
    /// <exception cref="InvalidOperationException">It could not be started; the message says why.</exception>
    public static Task<PostgresCluster> SharedAsync() => Shared.Value;

    /// <summary>Makes and starts a server.</summary>
    /// <param name="settings">Settings of PostgreSQL beyond the usual ones, such as <c>max_wal_size=1GB</c>.</param>
    /// <exception cref="InvalidOperationException">It could not be started; the message says why.</exception>
    public static async Task<PostgresCluster> StartNewAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("inventorysync-pg-").FullName;
        var connection = await PostgresScript.RunAsync(["start", folder, "--until-exit", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), .. settings]);
        var cluster = new PostgresCluster(folder, connection);
        await cluster.MakeTemplateAsync();
        return cluster;
    }

    /// <summary>Starts the server again after <see cref="StopAsync"/>: the same data, the same port.</summary>
    public Task StartAsync() => PostgresScript.RunAsync("start", _folder);

    /// <summary>Stops the server.</summary>
    /// <param name="immediate">As a crash would: connections break, nothing is tidied up, the next start recovers from the write-ahead log.</param>
    public Task StopAsync(bool immediate = false) => PostgresScript.RunAsync("stop", _folder, immediate ? "immediate" : "fast");

    /// <summary>Makes an empty database.</summary>
    public Task<PostgresDatabase> CreateDatabaseAsync() => CopyAsync("empty");

    /// <summary>Makes a database that is a copy of a template, which costs a fraction of migrating an empty one.</summary>
    /// <param name="template">The template's name; a plain lower-case word.</param>
    /// <param name="fill">Fills the template, once per cluster; gets its connection string and must close its connections.</param>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string template, Func<string, Task> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        await _templates.WaitAsync();
        try
        {
            if (!_made.Contains(template))
            {
                await ExecuteAsync($"CREATE DATABASE {template} TEMPLATE empty");
                await fill(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = template, Pooling = false }.ToString());
                _made.Add(template);
            }
        }
        finally
        {
            _templates.Release();
        }

        return await CopyAsync(template);
    }

    /// <summary>Stops the server and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(immediate: true);
        Directory.Delete(_folder, recursive: true);
        _templates.Dispose();
    }

    internal static async Task StopSharedAsync()
    {
        if (Shared.IsValueCreated)
        {
            await (await Shared.Value).DisposeAsync();
        }
    }

    internal async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<PostgresDatabase> CopyAsync(string template)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template}");
        return new PostgresDatabase(this, name);
    }

    // Most databases sort text as people do, which is not the order of code points: what relies on the latter must fail here.
    private async Task MakeTemplateAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        var linguistic = connection.PostgreSqlVersion.Major >= 15 ? " LOCALE_PROVIDER icu ICU_LOCALE 'en-US'" : string.Empty;
        await using var command = new NpgsqlCommand($"CREATE DATABASE empty TEMPLATE template0{linguistic}", connection);
        await command.ExecuteNonQueryAsync();
    }
}

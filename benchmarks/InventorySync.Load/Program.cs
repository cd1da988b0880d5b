using InventorySync.Load.Databases;
using InventorySync.Load.Databases.PostgreSql;
using InventorySync.Load.Databases.Sqlite;
using InventorySync.Load.Running;
using InventorySync.Load.Workers;

namespace InventorySync.Load;

/// <summary>Two doors: the command line, and for its copies the worker.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) =>
        args is [WorkerProgram.Argument] ? WorkerProgram.RunAsync() : LoadCommand.Create(RunAsync).Parse(args).InvokeAsync();

    private static async Task<int> RunAsync(LoadOptions options)
    {
        await using ILoadDatabase database = options.Database == DatabaseKind.Postgres
            ? new PostgresLoadDatabase(options.ConnectionString!)
            : new SqliteLoadDatabase(options.ConnectionString);
        return await new LoadRun(options, database).RunAsync();
    }
}

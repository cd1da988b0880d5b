using System.Text.Json;
using InventorySync.Load.Databases;
using InventorySync.Load.Databases.PostgreSql;
using InventorySync.Load.Databases.Sqlite;
using InventorySync.Load.Subjects;

namespace InventorySync.Load.Workers;

/// <summary>This program as one of the processes that sell: settings come by standard input, the report goes to standard output.</summary>
internal static class WorkerProgram
{
    /// <summary>The argument that makes a copy a worker.</summary>
    public const string Argument = "worker";

    public static async Task<int> RunAsync()
    {
        var settings = JsonSerializer.Deserialize(await Console.In.ReadLineAsync() ?? string.Empty, WorkerJson.Default.WorkerSettings)!;
        WorkerReport report;
        await using (var subject = await OpenAsync(settings))
        {
            Console.WriteLine(Announcement.Ready);
            if (await Console.In.ReadLineAsync() is null)
            {
                return 1;
            }

            _ = Task.Run(EndWithProgram);
            var loop = new ClosedLoop(subject, settings);
            report = await loop.RunAsync(Console.WriteLine);
            loop.Log.Save(settings.LogFile);
        }

        Console.WriteLine(JsonSerializer.Serialize(report, WorkerJson.Default.WorkerReport));
        return 0;
    }

    private static Task<ISubject> OpenAsync(WorkerSettings settings) => settings.Database == DatabaseKind.Postgres
        ? PostgresSubjects.OpenAsync(settings.Subject, settings.ConnectionString, settings.Cell)
        : SqliteSubjects.OpenAsync(settings.Subject, settings.ConnectionString, settings.Cell);

    // Standard input stays open as long as the program that started this one lives. The console's reader blocks its thread.
    private static void EndWithProgram()
    {
        if (Console.In.ReadLine() is null)
        {
            Environment.Exit(1);
        }
    }
}

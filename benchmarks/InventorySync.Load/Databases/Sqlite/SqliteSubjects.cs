using InventorySync.Load.Subjects;
using InventorySync.Load.Subjects.EntityFramework;
using InventorySync.Load.Subjects.Sqlite;
using InventorySync.Load.Workload;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Load.Databases.Sqlite;

/// <summary>Opens what is measured on SQLite.</summary>
internal static class SqliteSubjects
{
    public static IReadOnlyList<string> Rivals { get; } =
    [
        SubjectNames.EfReadModifyWrite, SubjectNames.EfExecuteUpdate, SubjectNames.SqliteTransaction, SubjectNames.SqlitePlainKey, SubjectNames.LedgerCeiling,
    ];

    public static async Task<ISubject> OpenAsync(string subject, string connectionString, Cell cell)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        switch (subject)
        {
            case SubjectNames.InventorySync:
                return await StartOwnAsync(connectionString, cell.Keys);
            case SubjectNames.EfReadModifyWrite:
                return new EfReadModifyWrite(ConnectEf, cell.Keys);
            case SubjectNames.EfExecuteUpdate:
                return new EfExecuteUpdate(ConnectEf, cell.Keys);
            case SubjectNames.SqliteTransaction:
                return new SaleByTransaction(file, cell.Keys);
            case SubjectNames.SqlitePlainKey:
                return new SqlitePlainKey(file, cell.Keys);
            case SubjectNames.LedgerCeiling:
                return new SqliteCeiling(file, cell);
            default:
                throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such subject on SQLite.");
        }

        // A connection waits for the file by sleeping on its thread, so each caller needs one.
        void ConnectEf(DbContextOptionsBuilder options)
        {
            ThreadPool.SetMinThreads(cell.Callers + 8, 8);
            options.UseSqlite(new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 300 }.ToString());
        }
    }

    public static Task<InventorySyncSubject> StartOwnAsync(string connectionString, KeyForm keys) =>
        InventorySyncSubject.StartAsync(sync => sync.UseSqlite(connectionString), keys);
}

using InventorySync.Load.Subjects;
using InventorySync.Load.Subjects.EntityFramework;
using InventorySync.Load.Subjects.PostgreSql;
using InventorySync.Load.Workload;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace InventorySync.Load.Databases.PostgreSql;

/// <summary>Opens what is measured on PostgreSQL.</summary>
internal static class PostgresSubjects
{
    // More connections than this make the rivals slower, not faster: they queue for the same row or the same processors.
    private const int ConnectionsMax = 64;

    public static IReadOnlyList<string> Rivals { get; } =
    [
        SubjectNames.EfReadModifyWrite, SubjectNames.EfExecuteUpdate, SubjectNames.NpgsqlTransaction, SubjectNames.Cte, SubjectNames.LedgerCeiling,
    ];

    public static async Task<ISubject> OpenAsync(string subject, string connectionString, Cell cell)
    {
        if (subject == SubjectNames.InventorySync)
        {
            return await StartOwnAsync(connectionString, cell.Keys);
        }

        var pooled = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = Math.Max(1, Math.Min(cell.Callers, ConnectionsMax / cell.Processes)),
            MaxAutoPrepare = 16,
            AutoPrepareMinUsages = 2,
        }.ToString();
        return subject switch
        {
            SubjectNames.EfReadModifyWrite => new EfReadModifyWrite(options => options.UseNpgsql(pooled), cell.Keys),
            SubjectNames.EfExecuteUpdate => new EfExecuteUpdate(options => options.UseNpgsql(pooled), cell.Keys),
            SubjectNames.NpgsqlTransaction => new TwoStatements(pooled, cell.Keys),
            SubjectNames.Cte => new CteStatement(pooled, cell.Keys),
            SubjectNames.LedgerCeiling => await PostgresCeiling.OpenAsync(pooled, cell),
            _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No such subject on PostgreSQL."),
        };
    }

    public static Task<InventorySyncSubject> StartOwnAsync(string connectionString, KeyForm keys) =>
        InventorySyncSubject.StartAsync(sync => sync.UsePostgreSql(connectionString), keys);
}

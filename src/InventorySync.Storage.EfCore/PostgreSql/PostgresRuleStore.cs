using InventorySync.Storage.Coordination;
using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Stores;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>The versions of the rules in a table; each is noted for the other processes, in its own transaction.</summary>
internal sealed class PostgresRuleStore : EfRuleStore
{
    private readonly PostgresDatabase _database;

    public PostgresRuleStore(PostgresDatabase database)
        : base(database) => _database = database;

    protected override async Task NoteChangeAsync(InventoryDbContext context, CancellationToken cancellationToken)
    {
        context.Add(ChangeLog.RowOf(_database.Process, _database.Time.GetUtcNow(), [new(StoreChangeKind.Rules)]));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        _database.Notifier.Signal();
    }
}

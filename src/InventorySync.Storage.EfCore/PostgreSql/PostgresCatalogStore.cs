using InventorySync.Storage.Coordination;
using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Stores;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Items and locations in tables; each save is noted for the other processes, in its own transaction.</summary>
internal sealed class PostgresCatalogStore : EfCatalogStore
{
    private readonly PostgresDatabase _database;

    public PostgresCatalogStore(PostgresDatabase database)
        : base(database) => _database = database;

    protected override async Task NoteChangeAsync(InventoryDbContext context, CancellationToken cancellationToken)
    {
        context.Add(ChangeLog.RowOf(_database.Process, _database.Time.GetUtcNow(), [new(StoreChangeKind.Catalog)]));
        await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        _database.Notifier.Signal();
    }
}

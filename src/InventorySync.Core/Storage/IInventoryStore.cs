using InventorySync.Storage.Coordination;
using InventorySync.Storage.Queries;

namespace InventorySync.Storage;

/// <summary>Everything that must survive a restart, by concern. One object per database; registered by <c>Use…</c>.</summary>
/// <remarks>
/// Safe from any thread. The database decides: no implementation may rely on being the only process on its database.
/// Failures of infrastructure are thrown as <see cref="StorageException"/>; a cancelled write may or may not have happened.
/// Moments come back in UTC, whatever offset they were written with, and may be rounded down to whole microseconds. What is read
/// in order is in the order in which ids compare.
/// </remarks>
public interface IInventoryStore
{
    /// <summary>Levels, movements, reservations, orders and incidents.</summary>
    ILedgerStore Ledger { get; }

    /// <summary>Items and locations.</summary>
    ICatalogStore Catalog { get; }

    /// <summary>What each channel was told.</summary>
    IListingStore Listings { get; }

    /// <summary>Notifications that were accepted and are not applied yet.</summary>
    IInboxStore Inbox { get; }

    /// <summary>What could not be applied or delivered.</summary>
    IDeadLetterStore DeadLetters { get; }

    /// <summary>The switches, cursors and sync log of each channel.</summary>
    IChannelStore Channels { get; }

    /// <summary>The rules that were changed at run time, with their history.</summary>
    IRuleStore Rules { get; }

    /// <summary>Pages of what people and other systems ask for.</summary>
    IInventoryQueries Queries { get; }

    /// <summary>What several processes on the database need of each other; null: the store serves one process.</summary>
    /// <value>null</value>
    IStoreCoordination? Coordination => null;

    /// <summary>Makes or upgrades the tables. Called once at start; safe to call again and from several processes at once.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    Task InitializeAsync(CancellationToken cancellationToken = default);
}

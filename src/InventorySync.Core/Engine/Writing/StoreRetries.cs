using InventorySync.Storage;

namespace InventorySync.Engine.Writing;

/// <summary>How long the writer waits for a store that fails, and what it says where it gives up.</summary>
internal static class StoreRetries
{
    /// <summary>The time until the next attempt, doubled with each failure up to the longest that is set.</summary>
    public static TimeSpan Delay(EngineOptions options, int failures)
    {
        var doubled = options.StoreRetryDelay.TotalMilliseconds * Math.Pow(2, failures);
        return TimeSpan.FromMilliseconds(Math.Min(doubled, Math.Max(options.StoreRetryDelay.TotalMilliseconds, options.StoreRetryDelayMax.TotalMilliseconds)));
    }

    // The last failure may know that it wrote nothing (a full disk, say); of those before it nobody knows.
    public static StorageException GivenUp(int retries, StorageException last) => new(
        $"The store failed, and {retries} times more when it was tried again. One of the attempts may have been written all the same: ask again under the same id. The last failure: {last.Message}",
        last.IsTransient,
        last);

    public static StorageException Contended(int attempts) => new(
        $"Other processes changed the levels of the operation {attempts} times in a row before it could be written; ask again under the same id.", isTransient: true);
}

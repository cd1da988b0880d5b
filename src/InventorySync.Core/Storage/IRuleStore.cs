using InventorySync.Rules;

namespace InventorySync.Storage;

/// <summary>Keeps every version of the rules that are changed at run time: the newest one counts, the others are its history.</summary>
/// <remarks>Safe from any thread. Nothing is ever changed or taken away: a change is one version more.</remarks>
public interface IRuleStore
{
    /// <summary>Reads the newest version; null: no rule was ever changed at run time.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<StoredRules?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Adds a version, if it is the one after the newest; of several who add the same one, one succeeds. Durable when the task completes.</summary>
    /// <param name="rules">The version; the first one is 1.</param>
    /// <param name="cancellationToken">Stops waiting; the version may or may not have been added.</param>
    /// <returns>Whether it was added; false: the newest version is another one than the caller thought.</returns>
    Task<bool> AppendAsync(StoredRules rules, CancellationToken cancellationToken = default);

    /// <summary>Reads versions, the newest first.</summary>
    /// <param name="before">Only versions below this one; null: from the newest on.</param>
    /// <param name="countMax">How many at most.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<StoredRules>> ReadHistoryAsync(long? before, int countMax, CancellationToken cancellationToken = default);
}

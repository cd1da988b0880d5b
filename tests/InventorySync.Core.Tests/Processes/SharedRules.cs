using InventorySync.Rules;
using InventorySync.Storage;

namespace InventorySync.Processes;

/// <summary>The stored rules of a <see cref="SharedDatabase"/> as one process reaches them; the others hear of each version.</summary>
internal sealed class SharedRules(IRuleStore durable, Func<Task> arriveAsync, Action tell) : IRuleStore
{
    public async Task<StoredRules?> ReadAsync(CancellationToken cancellationToken = default)
    {
        await arriveAsync();
        return await durable.ReadAsync(cancellationToken);
    }

    public async Task<bool> AppendAsync(StoredRules rules, CancellationToken cancellationToken = default)
    {
        await arriveAsync();
        var isAdded = await durable.AppendAsync(rules, cancellationToken);
        if (isAdded)
        {
            tell();
        }

        return isAdded;
    }

    public async Task<IReadOnlyList<StoredRules>> ReadHistoryAsync(long? before, int countMax, CancellationToken cancellationToken = default)
    {
        await arriveAsync();
        return await durable.ReadHistoryAsync(before, countMax, cancellationToken);
    }
}

using InventorySync.Rules;

namespace InventorySync.Storage.InMemory;

/// <summary>The versions of the rules in memory: version n at place n - 1.</summary>
internal sealed class InMemoryRules : IRuleStore
{
    private readonly Lock _lock = new();
    private readonly List<StoredRules> _versions = [];

    public Task<StoredRules?> ReadAsync(CancellationToken cancellationToken = default) =>
        Locked(() => _versions.Count == 0 ? null : _versions[^1], cancellationToken);

    public Task<bool> AppendAsync(StoredRules rules, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Locked(
            () =>
            {
                if (rules.Version != _versions.Count + 1)
                {
                    return false;
                }

                _versions.Add(rules with { ChangedAt = rules.ChangedAt.ToUniversalTime(), Rules = [.. rules.Rules] });
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<StoredRules>> ReadHistoryAsync(long? before, int countMax, CancellationToken cancellationToken = default) =>
        Locked<IReadOnlyList<StoredRules>>(
            () => [.. Enumerable.Reverse(_versions).SkipWhile(version => version.Version >= (before ?? long.MaxValue)).Take(countMax)],
            cancellationToken);

    private Task<T> Locked<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(work());
        }
    }
}

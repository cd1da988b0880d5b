using InventorySync.Rules;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>The stored rules as one incarnation reaches them.</summary>
internal sealed class ProcessRules : IRuleStore
{
    private readonly IRuleStore _durable;
    private readonly StoreDoor _door;

    public ProcessRules(IRuleStore durable, StoreDoor door)
    {
        _durable = durable;
        _door = door;
    }

    public Task<StoredRules?> ReadAsync(CancellationToken cancellationToken = default) =>
        _door.CallAsync("read rules", () => _durable.ReadAsync(CancellationToken.None), cancellationToken);

    public Task<bool> AppendAsync(StoredRules rules, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"append rules {rules.Version}", () => _durable.AppendAsync(rules, CancellationToken.None), cancellationToken);

    public Task<IReadOnlyList<StoredRules>> ReadHistoryAsync(long? before, int countMax, CancellationToken cancellationToken = default) =>
        _door.CallAsync("read history of rules", () => _durable.ReadHistoryAsync(before, countMax, CancellationToken.None), cancellationToken);
}

using InventorySync.Storage.Coordination;

namespace InventorySync.Processes;

/// <summary>A lease of a <see cref="SharedDatabase"/>.</summary>
internal sealed class SharedLease(string name, SharedConnection owner) : IStoreLease
{
    private readonly CancellationTokenSource _lost = new();

    public string Name { get; } = name;

    public SharedConnection Owner { get; } = owner;

    public CancellationToken Lost => _lost.Token;

    /// <summary>The process notices that its connection is gone.</summary>
    public void Lose() => _lost.Cancel();

    public ValueTask DisposeAsync()
    {
        Owner.Release(this);
        return ValueTask.CompletedTask;
    }
}

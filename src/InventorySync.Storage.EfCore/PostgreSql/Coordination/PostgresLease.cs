using InventorySync.Storage.Coordination;

namespace InventorySync.Storage.EfCore.PostgreSql.Coordination;

/// <summary>One advisory lock of the process's lease session.</summary>
internal sealed class PostgresLease : IStoreLease
{
    private readonly LeaseSession _session;
    private readonly CancellationTokenSource _lost = new();

    public PostgresLease(LeaseSession session, string name)
    {
        _session = session;
        Name = name;
    }

    public string Name { get; }

    public CancellationToken Lost => _lost.Token;

    public void Lose() => _lost.Cancel();

    public ValueTask DisposeAsync() => _session.ReleaseAsync(this);
}

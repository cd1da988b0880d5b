namespace InventorySync.Storage.Coordination;

/// <summary>Something that one process at a time holds, until it gives it up by disposing of this, ends, or loses its connection.</summary>
/// <remarks>Safe from any thread. Disposing never throws; a lease that is lost already is disposed of all the same.</remarks>
public interface IStoreLease : IAsyncDisposable
{
    /// <summary>Which lease.</summary>
    string Name { get; }

    /// <summary>
    /// Cancelled once the connection that holds it is found to be gone, within seconds of its going: another process may hold the
    /// lease already. Not cancelled by disposing.
    /// </summary>
    CancellationToken Lost { get; }
}

namespace InventorySync.Testing;

/// <summary>Takes the synchronisation context (the test runner's, say) off the thread: under one, tasks hand their continuations to the pool.</summary>
internal readonly struct NoSynchronizationContext : IDisposable
{
    private readonly SynchronizationContext? _previous = SynchronizationContext.Current;

    public NoSynchronizationContext() => SynchronizationContext.SetSynchronizationContext(null);

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(_previous);
}

namespace InventorySync.Simulation.Worlds;

/// <summary>
/// A world runs on the thread that made it, and on no other: continuations that hop to the thread pool would make the run
/// depend on the machine. Every door between the product and its world asks.
/// </summary>
internal sealed class SingleThread
{
    private readonly int _owner = Environment.CurrentManagedThreadId;
    private volatile string? _hop;

    /// <exception cref="InvalidOperationException">The product came by another thread.</exception>
    public void Enter(string door)
    {
        if (Environment.CurrentManagedThreadId == _owner)
        {
            return;
        }

        // Kept as well as thrown: the product's loop may take the exception for a failed call.
        _hop = $"The product came to '{door}' on another thread than the world's: something there waits without LoopRuntime.{Environment.NewLine}{Environment.StackTrace}";
        throw new InvalidOperationException(_hop);
    }

    /// <summary>Fails the world if anything ever hopped.</summary>
    public void ThrowIfLeft()
    {
        if (_hop is { } hop)
        {
            throw new InvalidOperationException(hop);
        }
    }
}

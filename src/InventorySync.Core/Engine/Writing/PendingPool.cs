using System.Collections.Concurrent;

namespace InventorySync.Engine.Writing;

/// <summary>Keeps operations that have had their outcome for the next callers.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class PendingPool
{
    private readonly ConcurrentQueue<PendingOperation> _free = new();
    private readonly Action<PendingOperation> _return;
    private readonly int _countMax;
    private readonly bool _inlineContinuations;
    private int _count;

    public PendingPool(int countMax, bool inlineContinuations)
    {
        _countMax = countMax;
        _inlineContinuations = inlineContinuations;
        _return = Return;
    }

    public PendingOperation Rent()
    {
        if (_free.TryDequeue(out var pending))
        {
            Interlocked.Decrement(ref _count);
            return pending;
        }

        return new PendingOperation(_return, _inlineContinuations);
    }

    private void Return(PendingOperation pending)
    {
        if (Interlocked.Increment(ref _count) <= _countMax)
        {
            _free.Enqueue(pending);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}

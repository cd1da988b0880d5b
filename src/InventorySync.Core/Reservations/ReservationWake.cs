using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Reservations;

/// <summary>Wakes the expiry loop when a hold is made that ends before the loop meant to look again.</summary>
/// <remarks>Told on the writer's loop, read on the expiry's.</remarks>
internal sealed class ReservationWake : ICommitObserver
{
    private long _plannedAtTicks = DateTimeOffset.MaxValue.UtcTicks;

    public ReservationWake(LoopRuntime runtime) => Signal = runtime.CreateSignal();

    public AsyncSignal Signal { get; }

    public DateTimeOffset PlannedAt
    {
        set => Interlocked.Exchange(ref _plannedAtTicks, value.UtcTicks);
    }

    public void OnCommitted(CommitBatch batch, IReadOnlyList<Level> levelsAfter)
    {
        foreach (var change in batch.Reservations)
        {
            if (change.After is { Status: ReservationStatus.Open, Pinned: false, ExpiresAt: { } expiresAt }
                && expiresAt.UtcTicks < Interlocked.Read(ref _plannedAtTicks))
            {
                Signal.Set();
                return;
            }
        }
    }
}

using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing;

/// <summary>
/// What callers know of their holds: which ones they were told are pinned, and before which moment none may expire. A pin
/// counts from the moment at which it was told to the moment at which its end is asked for.
/// </summary>
internal sealed class HoldWatch
{
    private readonly HashSet<ReservationId> _pinned = [];
    private readonly Dictionary<ReservationId, DateTimeOffset> _notBefore = [];

    public void Asked(StockOperation operation)
    {
        if (operation.Reservation is not { } hold)
        {
            return;
        }

        switch (operation.Kind)
        {
            case OperationKind.Reserve when operation.Terms!.ExpiresAt is { } expiry:
                _notBefore.TryAdd(hold, expiry);
                break;
            case OperationKind.Unpin:
                _pinned.Remove(hold);
                break;
            case OperationKind.Extend when _notBefore.TryGetValue(hold, out var before) && operation.ExpiresAt < before:
                _notBefore[hold] = operation.ExpiresAt.Value;
                break;
        }
    }

    public void Told(StockOperation operation, StockOutcome outcome)
    {
        // A repeat tells what was once, not what is.
        if (operation.Reservation is not { } hold || !outcome.IsApplied || outcome.IsRepeat)
        {
            return;
        }

        switch (operation.Kind)
        {
            case OperationKind.Pin:
            case OperationKind.Reserve when operation.Terms!.Pinned:
                _pinned.Add(hold);
                break;
            case OperationKind.Extend when operation.ExpiresAt > _notBefore.GetValueOrDefault(hold):
                _notBefore[hold] = operation.ExpiresAt.Value;
                break;
        }
    }

    /// <exception cref="InvariantViolatedException">It was pinned, or its time was not over.</exception>
    public void Expired(ReservationId hold, DateTimeOffset now)
    {
        if (_pinned.Contains(hold))
        {
            throw new InvariantViolatedException(Invariant.I2Conservation, $"hold {hold} expired while it was pinned");
        }

        if (_notBefore.TryGetValue(hold, out var before) && now < before)
        {
            throw new InvariantViolatedException(Invariant.I2Conservation, $"hold {hold} expired at {now:O}, before its time, {before:O}");
        }
    }
}

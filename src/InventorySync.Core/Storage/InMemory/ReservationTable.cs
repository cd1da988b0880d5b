using InventorySync.Reservations;

namespace InventorySync.Storage.InMemory;

/// <summary>Every reservation, and those that can expire by their expiry.</summary>
/// <remarks>Used under the ledger's lock.</remarks>
internal sealed class ReservationTable
{
    private readonly Dictionary<ReservationId, Reservation> _reservations = [];
    private readonly SortedSet<(DateTimeOffset ExpiresAt, ReservationId Id)> _expiries = [];

    public Reservation? Find(ReservationId id) => _reservations.GetValueOrDefault(id);

    public bool HasVersion(ReservationId id, long version) => (Find(id)?.Version ?? 0) == version;

    public void Write(Reservation after)
    {
        if (Find(after.Id) is { } before && ExpiryOf(before) is { } expiry)
        {
            _expiries.Remove((expiry, before.Id));
        }

        _reservations[after.Id] = after;
        if (ExpiryOf(after) is { } next)
        {
            _expiries.Add((next, after.Id));
        }
    }

    public DateTimeOffset? NextExpiry() => _expiries.Count == 0 ? null : _expiries.Min.ExpiresAt;

    public List<Reservation> Due(DateTimeOffset now, int countMax)
    {
        List<Reservation> due = [];
        foreach (var (expiresAt, id) in _expiries)
        {
            if (due.Count == countMax || expiresAt > now)
            {
                break;
            }

            due.Add(_reservations[id]);
        }

        return due;
    }

    public List<Reservation> All() => [.. _reservations.Values];

    /// <summary>Those with open units, by id.</summary>
    public List<Reservation> Open()
    {
        List<Reservation> open = [];
        foreach (var reservation in _reservations.Values)
        {
            if (reservation.OpenUnits > 0)
            {
                open.Add(reservation);
            }
        }

        open.Sort((left, right) => left.Id.CompareTo(right.Id));
        return open;
    }

    private static DateTimeOffset? ExpiryOf(Reservation reservation) =>
        reservation.Status == ReservationStatus.Open && !reservation.Pinned ? reservation.ExpiresAt : null;
}

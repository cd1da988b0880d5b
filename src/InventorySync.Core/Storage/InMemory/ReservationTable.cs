using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>Every reservation, those that can expire by their expiry, and the open units of each channel's orders.</summary>
/// <remarks>Used under the ledger's lock.</remarks>
internal sealed class ReservationTable
{
    private readonly Dictionary<ReservationId, Reservation> _reservations = [];
    private readonly SortedSet<(DateTimeOffset ExpiresAt, ReservationId Id)> _expiries = [];
    private readonly Dictionary<(ChannelId Channel, Sku Sku), long> _openUnits = [];

    public Reservation? Find(ReservationId id) => _reservations.GetValueOrDefault(id);

    public bool HasVersion(ReservationId id, long version) => (Find(id)?.Version ?? 0) == version;

    public void Write(Reservation after)
    {
        if (Find(after.Id) is { } before)
        {
            Count(before, sign: -1);
            if (ExpiryOf(before) is { } expiry)
            {
                _expiries.Remove((expiry, before.Id));
            }
        }

        _reservations[after.Id] = after;
        Count(after, sign: 1);
        if (ExpiryOf(after) is { } next)
        {
            _expiries.Add((next, after.Id));
        }
    }

    public long OpenUnits(ChannelId channel, Sku sku) => _openUnits.GetValueOrDefault((channel, sku));

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

    private void Count(Reservation reservation, int sign)
    {
        if (reservation is not { Owner.Kind: OwnerKind.Order, Channel: { } channel })
        {
            return;
        }

        for (var i = 0; i < reservation.Lines.Count; i++)
        {
            var line = reservation.Lines[i];
            var key = (channel, line.Sku);
            var units = _openUnits.GetValueOrDefault(key) + (sign * line.Open);
            if (units == 0)
            {
                _openUnits.Remove(key);
            }
            else
            {
                _openUnits[key] = units;
            }
        }
    }
}

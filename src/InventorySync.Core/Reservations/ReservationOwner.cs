using InventorySync.Stock;

namespace InventorySync.Reservations;

/// <summary>Who holds the units: what kind of owner, and its id there.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public readonly record struct ReservationOwner
{
    /// <summary>The longest permitted id, in UTF-16 code units.</summary>
    public const int IdLengthMax = 128;

    /// <summary>Names an owner.</summary>
    /// <param name="kind">What kind; not <see cref="OwnerKind.None"/>.</param>
    /// <param name="id">The cart's, order's or transfer's id: 1 to <see cref="IdLengthMax"/> characters.</param>
    /// <exception cref="ArgumentException">The kind is none, or the id is not permitted; the message says which.</exception>
    public ReservationOwner(OwnerKind kind, string id)
    {
        if (kind is < OwnerKind.Cart or > OwnerKind.Transfer)
        {
            throw new ArgumentException($"ReservationOwner.Kind is {kind}; use Cart, Order or Transfer.", nameof(kind));
        }

        Kind = kind;
        Id = IdentifierRules.Validated(id, "ReservationOwner.Id", IdLengthMax);
    }

    /// <summary>What kind of owner.</summary>
    public OwnerKind Kind { get; }

    /// <summary>The owner's id among its kind.</summary>
    public string Id { get; }

    /// <summary>A shopper's cart or checkout.</summary>
    public static ReservationOwner Cart(string id) => new(OwnerKind.Cart, id);

    /// <summary>An order.</summary>
    public static ReservationOwner Order(string id) => new(OwnerKind.Order, id);

    /// <summary>A transfer between locations.</summary>
    public static ReservationOwner Transfer(string id) => new(OwnerKind.Transfer, id);

    /// <summary>Kind and id, for a message.</summary>
    public override string ToString() => $"{Kind} {Id}";
}

namespace InventorySync.Reservations;

/// <summary>Who a reservation is for. Stored: numbers are never reused.</summary>
public enum OwnerKind
{
    /// <summary>No owner; never valid.</summary>
    None = 0,

    /// <summary>A shopper's cart or checkout.</summary>
    Cart = 1,

    /// <summary>An order, of one's own shop or of a marketplace.</summary>
    Order = 2,

    /// <summary>A transfer between locations.</summary>
    Transfer = 3,
}

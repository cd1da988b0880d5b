namespace InventorySync.Storage.Coordination;

/// <summary>What changed in the store. Stored for a while: numbers are never reused. Kinds that a process does not know count as <see cref="Missed"/>.</summary>
public enum StoreChangeKind
{
    /// <summary>No kind; never told.</summary>
    None = 0,

    /// <summary>The level of the SKU changed by something else than sales, or it is not known by what.</summary>
    Stock = 1,

    /// <summary>Sales, holds, receipts or their like moved the level of the SKU: no accident that would count towards the blast radius.</summary>
    Sold = 2,

    /// <summary>An order of the channel took or gave back units of the SKU that was ordered, so the channel may have changed its own quantity.</summary>
    OwnOrder = 3,

    /// <summary>An order of the channel for the SKU changed without that: units were shipped. It concerns channels that subtract their own open orders.</summary>
    OwnOrderShipped = 4,

    /// <summary>Items or locations were saved.</summary>
    Catalog = 5,

    /// <summary>Somebody added, mapped, held, released, retried or removed the channel's listing of the SKU.</summary>
    Listing = 6,

    /// <summary>Somebody paused or resumed the channel.</summary>
    ChannelSwitch = 7,

    /// <summary>A notification of the channel came into the inbox.</summary>
    Inbox = 8,

    /// <summary>Somebody asks for every listing of the channel to be compared with stock.</summary>
    Resync = 9,

    /// <summary>Somebody asks for every listing of the channel to be written anew.</summary>
    FullResync = 10,

    /// <summary>Anything may have changed: look at everything.</summary>
    Missed = 11,

    /// <summary>Rules were changed.</summary>
    Rules = 12,
}

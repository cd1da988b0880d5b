namespace InventorySync.Broadcast;

/// <summary>What a resync by hand covers.</summary>
public enum ResyncScope
{
    /// <summary>No scope; never valid.</summary>
    None = 0,

    /// <summary>Every listing is compared with stock; what differs is sent.</summary>
    Changed = 1,

    /// <summary>Every listing is written anew, or where the channel's stock can be read before a write, read anew, whatever is believed of it.</summary>
    Full = 2,
}

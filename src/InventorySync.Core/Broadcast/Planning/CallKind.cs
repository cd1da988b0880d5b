namespace InventorySync.Broadcast.Planning;

/// <summary>What a call to the channel does.</summary>
internal enum CallKind
{
    /// <summary>Nothing; never made.</summary>
    None = 0,

    /// <summary>Writes quantities.</summary>
    Push = 1,

    /// <summary>Reads quantities that must be known before they can be written.</summary>
    Read = 2,

    /// <summary>Asks what became of writes that were to be confirmed.</summary>
    Confirm = 3,
}

namespace InventorySync.Channels;

/// <summary>What a channel made of one listing's quantity.</summary>
public enum PushStatus
{
    /// <summary>No status; counts as a transient failure.</summary>
    None = 0,

    /// <summary>The channel shows it, or will without further confirmation.</summary>
    Accepted = 1,

    /// <summary>The channel took it and carries it out later; asked about with <see cref="PushResult.ConfirmationToken"/>.</summary>
    AcceptedToConfirm = 2,

    /// <summary>The channel's quantity was another than expected; nothing was written. <see cref="PushResult.ActualQuantity"/> tells which.</summary>
    Conflict = 3,

    /// <summary>Too many calls; nothing was written.</summary>
    Throttled = 4,

    /// <summary>It failed and may work later; it is not known whether it was written.</summary>
    Transient = 5,

    /// <summary>It will never work as it is: unknown listing, invalid quantity, no permission. Goes to the dead letters.</summary>
    Rejected = 6,
}

namespace InventorySync.Stock;

/// <summary>What an operation does to levels. Stored in the ledger: numbers are never reused.</summary>
public enum OperationKind
{
    /// <summary>No kind; never valid.</summary>
    None = 0,

    /// <summary>Reserved + q. Refused where available is less than q.</summary>
    Reserve = 1,

    /// <summary>Reserved − q: the owner gives units back. Idempotent.</summary>
    Release = 2,

    /// <summary>Reserved − q: the hold's time is over and nobody pinned it.</summary>
    Expire = 3,

    /// <summary>On hand − q, reserved − q: the promised units leave. For an expired hold: a late commit.</summary>
    Fulfil = 4,

    /// <summary>On hand − q at one's own checkout or till. Refused where available is less than q.</summary>
    Sell = 5,

    /// <summary>A marketplace's order as a cumulative snapshot: only the difference to what was applied before counts. A fact.</summary>
    RecordOrder = 6,

    /// <summary>On hand − q: an offline till's sale. A fact.</summary>
    RecordSale = 7,

    /// <summary>On hand + q: goods arrive.</summary>
    Receive = 8,

    /// <summary>On hand + q: a customer brings units back to sale.</summary>
    Return = 9,

    /// <summary>On hand ± q with a reason. Refused where on hand would go below zero.</summary>
    Adjust = 10,

    /// <summary>On hand − q with a reason: units can't be sold any more. Refused where on hand would go below zero.</summary>
    Damage = 11,

    /// <summary>On hand := counted (cycle count).</summary>
    Count = 12,

    /// <summary>A hold is pinned: a payment can still land, so expiry must not free it.</summary>
    Pin = 13,

    /// <summary>A hold is no longer pinned; its expiry counts again.</summary>
    Unpin = 14,

    /// <summary>A hold gets another expiry.</summary>
    Extend = 15,

    /// <summary>A correction that the ledger verifier recorded.</summary>
    Correct = 16,
}

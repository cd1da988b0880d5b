namespace InventorySync.Reconciliation;

/// <summary>What does not agree. Append-only.</summary>
public enum LedgerDifferenceKind
{
    /// <summary>No kind; never reported.</summary>
    None = 0,

    /// <summary>I2: the level's on hand is not what its ledger adds up to. Repaired by setting the level.</summary>
    OnHand = 1,

    /// <summary>I2: the level's reserved is not what its ledger adds up to. Repaired by setting the level.</summary>
    Reserved = 2,

    /// <summary>I6: the level is at an older version than its ledger. Repaired by setting the level.</summary>
    LevelBehind = 3,

    /// <summary>I2: reserved is not the sum of the open reservations. Repaired by a correction of reserved.</summary>
    OpenReservations = 4,

    /// <summary>I6: a version is missing or stands twice. Needs a person: nobody knows what the missing row said.</summary>
    ChainGap = 5,

    /// <summary>I6: a row's on hand after it is not that of the row before it plus its change. Needs a person.</summary>
    ChainOnHand = 6,

    /// <summary>I6: a row's reserved after it is not that of the row before it plus its change. Needs a person.</summary>
    ChainReserved = 7,

    /// <summary>I6: the level is at a newer version than its ledger, so that the ledger's last rows are missing. Needs a person.</summary>
    ChainEnd = 8,

    /// <summary>I1, a hint: available is below what backorders permit, and no incident was ever raised for the level.</summary>
    Uncovered = 9,
}

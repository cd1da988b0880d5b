namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>What a batch consists of: for each combination one set of prepared statements, so that no batch pays for what it lacks.</summary>
[Flags]
internal enum CommitParts
{
    None = 0,
    Refusals = 1,
    Confirmations = 2,
    NewReservations = 4,
    ChangedReservations = 8,
    NewOrders = 16,
    ChangedOrders = 32,
    OpenUnits = 64,
    Incidents = 128,
    Movements = 256,
    EmptyOperations = 512,

    /// <summary>Operations have ids that are texts.</summary>
    Texts = 1024,

    /// <summary>Movements change what is reserved.</summary>
    Reserved = 2048,

    /// <summary>Operations name a channel, a reservation, a reason, or hold more than their movements.</summary>
    Details = 4096,

    /// <summary>Operations may have been archived: those whose ids are not UUIDs of version 7 made lately.</summary>
    Old = 8192,
}

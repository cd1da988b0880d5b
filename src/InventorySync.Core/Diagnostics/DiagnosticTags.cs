namespace InventorySync.Diagnostics;

/// <summary>The names of tags on metrics and activities. A SKU or an order id is never a metric's tag.</summary>
internal static class DiagnosticTags
{
    public const string Channel = "inventorysync.channel";

    public const string Outcome = "inventorysync.outcome";

    /// <summary>The way on which something came in: by notification, by polling, directly, by a retry.</summary>
    public const string Arrival = "inventorysync.arrival";

    /// <summary>What a dead letter is about.</summary>
    public const string Kind = "inventorysync.kind";

    public const string Orders = "inventorysync.orders";

    public const string Listings = "inventorysync.listings";

    public const string Accepted = "inventorysync.accepted";
}

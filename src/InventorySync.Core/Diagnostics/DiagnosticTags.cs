namespace InventorySync.Diagnostics;

/// <summary>The names of tags on metrics and activities. A SKU or an order id is never a metric's tag.</summary>
internal static class DiagnosticTags
{
    public const string Channel = "inventorysync.channel";

    public const string Outcome = "inventorysync.outcome";

    public const string Listings = "inventorysync.listings";

    public const string Accepted = "inventorysync.accepted";
}

namespace InventorySync.Crash.Telling;

/// <summary>A line of what is asked for; of a count, the quantity counted.</summary>
internal sealed record AskLine(string Sku, int Quantity);

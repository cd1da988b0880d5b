namespace InventorySync.Testing.Marketplaces;

/// <summary>What a buyer puts into an order: units of one listing.</summary>
/// <param name="ExternalId">The marketplace's id of the listing.</param>
/// <param name="Units">How many, from 1.</param>
public readonly record struct PurchaseLine(string ExternalId, long Units);

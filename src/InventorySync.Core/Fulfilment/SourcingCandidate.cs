using InventorySync.Stock;

namespace InventorySync.Fulfilment;

/// <summary>A location that could give units.</summary>
/// <param name="Location">Where.</param>
/// <param name="Available">Units that may still be promised there; can be below zero.</param>
public readonly record struct SourcingCandidate(LocationId Location, long Available);

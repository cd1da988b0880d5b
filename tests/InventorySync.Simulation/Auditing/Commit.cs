using InventorySync.Storage;

namespace InventorySync.Simulation.Auditing;

/// <summary>One applied operation as the durable store was seen to write it.</summary>
/// <param name="Number">Which commit of the store it was in, from 1.</param>
/// <param name="At">When the commit had its effect.</param>
/// <param name="Record">What was written of the operation.</param>
internal readonly record struct Commit(int Number, DateTimeOffset At, OperationRecord Record);

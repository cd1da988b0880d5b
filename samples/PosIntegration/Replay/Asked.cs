using InventorySync.Stock;

namespace PosIntegration.Replay;

/// <summary>An operation that the replay asked for, and what it was told.</summary>
internal readonly record struct Asked(StockOperation Operation, OutcomeStatus Status, bool IsRepeat);

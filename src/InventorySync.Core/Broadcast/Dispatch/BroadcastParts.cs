using InventorySync.Buffers.Latency;
using InventorySync.Catalog;
using InventorySync.Intake;
using InventorySync.Publishing;
using InventorySync.Scheduling;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>What every dispatcher works with.</summary>
internal sealed record BroadcastParts(
    IInventoryStore Store,
    ICatalog Catalog,
    IPublicationReader Publication,
    IOrderCatchUp Orders,
    LoopRuntime Runtime,
    SyncLog Log,
    BroadcastMetrics Metrics,
    ILogger Logger,
    DelayBook? Delays = null);

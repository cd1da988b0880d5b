using InventorySync.Stock;

namespace PosIntegration.Plan;

/// <summary>Something that happens to the retailer at one moment of the data's time.</summary>
internal abstract record ReplayEvent(DateTimeOffset At);

/// <summary>Goods arrive.</summary>
internal sealed record Delivery(DateTimeOffset At, string Id, IReadOnlyList<Units> Lines) : ReplayEvent(At);

/// <summary>Somebody wants to buy: at a till, or whatever of it the marketplace shows.</summary>
/// <param name="At">When.</param>
/// <param name="Id">The invoice, or a part of one too long for a single operation.</param>
/// <param name="Invoice">The invoice.</param>
/// <param name="Outlet">Where.</param>
/// <param name="Lines">What and how much, each article once.</param>
internal sealed record Sale(DateTimeOffset At, string Id, string Invoice, Outlet Outlet, IReadOnlyList<Units> Lines) : ReplayEvent(At);

/// <summary>Units of earlier sales are cancelled or come back.</summary>
internal sealed record Cancellation(DateTimeOffset At, string Invoice, IReadOnlyList<CancelledUnits> Parts) : ReplayEvent(At);

/// <summary>Units are written off.</summary>
internal sealed record WriteOff(DateTimeOffset At, string Invoice, Units Line) : ReplayEvent(At);

/// <summary>The marketplaces' open orders leave the house.</summary>
internal sealed record Shipping(DateTimeOffset At) : ReplayEvent(At);

/// <summary>A till loses its connection.</summary>
internal sealed record TillOffline(DateTimeOffset At, string Till) : ReplayEvent(At);

/// <summary>A till has its connection back and drains its journal.</summary>
internal sealed record TillOnline(DateTimeOffset At, string Till) : ReplayEvent(At);

/// <summary>Units of one article.</summary>
internal readonly record struct Units(Sku Sku, long Quantity);

/// <summary>Units of one article of one earlier sale.</summary>
internal readonly record struct CancelledUnits(string SaleInvoice, Sku Sku, long Quantity);

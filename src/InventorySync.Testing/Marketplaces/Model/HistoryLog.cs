namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>The marketplace's history and its counts. Guarded by the marketplace's lock.</summary>
internal sealed class HistoryLog
{
    private readonly Queue<MarketplaceEvent> _events = new();
    private readonly int _lengthMax;
    private long _sequence;

    public HistoryLog(int lengthMax) => _lengthMax = lengthMax;

    public MarketplaceTotals Totals { get; private set; } = new();

    public IReadOnlyList<MarketplaceEvent> ToList() => [.. _events];

    public void Add(DateTimeOffset at, MarketplaceEventKind kind, string? key = null, string? detail = null) =>
        Add(new() { Sequence = 0, At = at, Kind = kind, Key = key, Detail = detail });

    /// <summary>An entry about a listing, which must already be in its state after the event.</summary>
    public void Add(DateTimeOffset at, MarketplaceEventKind kind, MarketListing listing, long units, long shownBefore, string? orderId = null,
        string? key = null, string? detail = null, long beyondRecord = 0) => Add(new()
        {
            Sequence = 0,
            At = at,
            Kind = kind,
            ExternalId = listing.ExternalId,
            OrderId = orderId,
            Units = units,
            ShownBefore = shownBefore,
            Shown = listing.Shown,
            Recorded = listing.Recorded,
            UnitsBeyondRecord = beyondRecord,
            Key = key,
            Detail = detail,
        });

    public void CountCall() => Totals = Totals with { Calls = Totals.Calls + 1 };

    public void CountOrder() => Totals = Totals with { Orders = Totals.Orders + 1 };

    public void CountConflict() => Totals = Totals with { Conflicts = Totals.Conflicts + 1 };

    private void Add(MarketplaceEvent entry)
    {
        _events.Enqueue(entry with { Sequence = ++_sequence });
        if (_events.Count > _lengthMax)
        {
            _events.Dequeue();
        }

        Totals = entry.Kind switch
        {
            MarketplaceEventKind.Sold or MarketplaceEventKind.OrderEdited => Totals with
            {
                UnitsSold = Totals.UnitsSold + entry.Units,
                UnitsSoldBeyondRecord = Totals.UnitsSoldBeyondRecord + entry.UnitsBeyondRecord,
            },
            MarketplaceEventKind.SaleRefused => Totals with { SalesRefused = Totals.SalesRefused + 1 },
            MarketplaceEventKind.Written => Totals with { Writes = Totals.Writes + 1 },
            MarketplaceEventKind.Throttled => Totals with { Throttles = Totals.Throttles + 1 },
            MarketplaceEventKind.CallFailed => Totals with { FailedCalls = Totals.FailedCalls + 1 },
            MarketplaceEventKind.NotificationTaken => Totals with { NotificationsTaken = Totals.NotificationsTaken + 1 },
            MarketplaceEventKind.NotificationLost => Totals with { NotificationsLost = Totals.NotificationsLost + 1 },
            _ => Totals,
        };
    }
}

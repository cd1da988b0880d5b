using InventorySync.Alerts.Classification;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Stock;
using Microsoft.Extensions.Logging;

namespace InventorySync.Intake.Orders;

/// <summary>Applies a channel's orders: matches them, records them as facts, keeps what can't be applied in the dead letters.</summary>
/// <remarks>Safe from any thread: two snapshots of one order at once are ordered by the engine.</remarks>
internal sealed partial class OrderIntake
{
    private readonly IStockController _stock;
    private readonly Func<LocationId, bool> _isLocation;
    private readonly ListingIndex _listings;
    private readonly OrderLetters _letters;
    private readonly OversellInquiry _inquiry;
    private readonly LoopRuntime _runtime;
    private readonly IntakeMetrics _metrics;
    private readonly ILogger<OrderIntake> _logger;

    public OrderIntake(
        IStockController stock,
        ICatalog catalog,
        ListingIndex listings,
        OrderLetters letters,
        OversellInquiry inquiry,
        LoopRuntime runtime,
        IntakeMetrics metrics,
        ILogger<OrderIntake> logger)
    {
        _stock = stock;
        _isLocation = id => catalog.FindLocation(id) is not null;
        _listings = listings;
        _letters = letters;
        _inquiry = inquiry;
        _runtime = runtime;
        _metrics = metrics;
        _logger = logger;
    }

    /// <summary>Applies one order. When the task completes, all of it is applied or stands in the dead letters, durably.</summary>
    /// <exception cref="Storage.StorageException">The store failed; the same order may be applied again.</exception>
    public async Task<OrderEffect> ApplyAsync(SalesChannel channel, ChannelOrder order, OrderArrival arrival, CancellationToken cancellationToken)
    {
        var externalIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in order.Lines)
        {
            if (!string.IsNullOrEmpty(line.ExternalId))
            {
                externalIds.Add(line.ExternalId);
            }
        }

        var listed = await _listings.FindAsync(channel.Id, externalIds, cancellationToken).ConfigureAwait(false);
        var mapped = OrderMapper.Map(order, listed, _isLocation);
        var change = await RecordAsync(channel, order, mapped, arrival, cancellationToken).ConfigureAwait(false);
        var effect = await SettleAsync(channel.Id, order, mapped.Faults, change, cancellationToken).ConfigureAwait(false);
        _metrics.OrderApplied(channel.Id, arrival, effect, _runtime.Now - order.UpdatedAt);
        return effect;
    }

    /// <summary>Applies several orders, one after the other.</summary>
    public async Task<IntakeReport> ApplyAllAsync(
        SalesChannel channel, IReadOnlyList<ChannelOrder> orders, OrderArrival arrival, CancellationToken cancellationToken)
    {
        int changed = 0, unchanged = 0, stale = 0, deadLettered = 0;
        foreach (var order in orders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var effect = await ApplyAsync(channel, order, arrival, cancellationToken).ConfigureAwait(false);
            changed += effect.Change == OrderChangeKind.Changed ? 1 : 0;
            unchanged += effect.Change == OrderChangeKind.Unchanged ? 1 : 0;
            stale += effect.Change == OrderChangeKind.Stale ? 1 : 0;
            deadLettered += effect.Fault is null ? 0 : 1;
        }

        return new IntakeReport
        {
            Orders = orders.Count,
            Changed = changed,
            Unchanged = unchanged,
            Stale = stale,
            DeadLettered = deadLettered,
        };
    }

    /// <summary>Records what was matched. An operation has a limit of lines; the parts of a long order are snapshots of their own.</summary>
    private async Task<OrderChangeKind> RecordAsync(
        SalesChannel channel, ChannelOrder order, MappedOrder mapped, OrderArrival arrival, CancellationToken cancellationToken)
    {
        var change = OrderChangeKind.Unchanged;
        foreach (var part in mapped.Lines.Chunk(StockOperation.LinesMax))
        {
            var ofPart = await RecordPartAsync(channel, order, [.. part], mapped.Faults, arrival, cancellationToken).ConfigureAwait(false);
            if (ofPart == OrderChangeKind.Stale)
            {
                return change == OrderChangeKind.Changed ? change : ofPart;
            }

            change = ofPart == OrderChangeKind.Changed ? ofPart : change;
        }

        return change;
    }

    /// <summary>The engine refuses a snapshot as a whole where it does not know a line's SKU: that line waits, the others count at once.</summary>
    private async Task<OrderChangeKind> RecordPartAsync(
        SalesChannel channel, ChannelOrder order, List<OrderLine> lines, List<string> faults, OrderArrival arrival, CancellationToken cancellationToken)
    {
        while (lines.Count > 0)
        {
            var snapshot = new OrderSnapshot
            {
                Channel = channel.Id,
                OrderId = order.OrderId,
                PlacedAt = order.PlacedAt,
                UpdatedAt = order.UpdatedAt,
                Lines = lines,
            };
            var operation = StockOperation.RecordOrder(new OperationId(_runtime.NewUuid()), snapshot);
            var outcome = await _stock.ApplyAsync(operation, cancellationToken).ConfigureAwait(false);
            switch (outcome.Status)
            {
                case OutcomeStatus.Applied:
                    await _inquiry.ClassifyAsync(channel, snapshot, arrival, outcome.Incidents, cancellationToken).ConfigureAwait(false);
                    return outcome.Lines.Count > 0 ? OrderChangeKind.Changed : OrderChangeKind.Unchanged;
                case OutcomeStatus.Unchanged:
                    return OrderChangeKind.Unchanged;
                case OutcomeStatus.Stale:
                    return OrderChangeKind.Stale;
                default:
                    lines = WithoutRefused(lines, outcome, faults);
                    break;
            }
        }

        return OrderChangeKind.Unchanged;
    }

    private static List<OrderLine> WithoutRefused(List<OrderLine> lines, StockOutcome outcome, List<string> faults)
    {
        var refused = new HashSet<int>();
        foreach (var refusal in outcome.Refusals)
        {
            var index = IndexOf(lines, refusal);
            if (index >= 0 && refused.Add(index))
            {
                faults.Add(outcome.Status switch
                {
                    OutcomeStatus.UnknownSku =>
                        $"Line '{lines[index].LineId}': SKU '{refusal.Sku}' is neither in the catalogue nor in stock anywhere; add the item, receive stock or map its listing, then retry.",
                    OutcomeStatus.UnknownLocation =>
                        $"Line '{lines[index].LineId}': no location is known for {refusal.Requested} units of SKU '{refusal.Sku}' ('{refusal.Location}'); add it, then retry.",
                    _ => $"Line '{lines[index].LineId}': the stock controller refused SKU '{refusal.Sku}': {outcome.Status}.",
                });
            }
        }

        if (refused.Count == 0)
        {
            // A refusal that names no line concerns them all.
            faults.Add($"The stock controller refused the order: {outcome.Status}.");
            return [];
        }

        return [.. lines.Where((_, index) => !refused.Contains(index))];
    }

    /// <summary>The refused line: by its place, or, where the line there is of another article, by the article.</summary>
    private static int IndexOf(List<OrderLine> lines, in Refusal refusal)
    {
        var sku = refusal.Sku;
        var isPlace = refusal.Line >= 0 && refusal.Line < lines.Count;
        if (isPlace && lines[refusal.Line].Sku == sku)
        {
            return refusal.Line;
        }

        var ofSku = lines.FindIndex(line => line.Sku == sku);
        return ofSku >= 0 || !isPlace ? ofSku : refusal.Line;
    }

    private async Task<OrderEffect> SettleAsync(
        ChannelId channel, ChannelOrder order, List<string> faults, OrderChangeKind change, CancellationToken cancellationToken)
    {
        if (change == OrderChangeKind.Stale)
        {
            // The newer snapshot was applied, or stands in the dead letters, in its turn: this one says nothing any more.
            return new OrderEffect(change, Fault: null);
        }

        if (faults.Count == 0)
        {
            await _letters.SettleAsync(channel, order, cancellationToken).ConfigureAwait(false);
            return new OrderEffect(change, Fault: null);
        }

        var cause = Cause(faults);
        if (!await _letters.KeepAsync(channel, order, cause, cancellationToken).ConfigureAwait(false))
        {
            return new OrderEffect(OrderChangeKind.Stale, Fault: null);
        }

        Log.OrderDeadLettered(_logger, channel, order.OrderId, cause);
        return new OrderEffect(change, cause);
    }

    private static string Cause(List<string> faults)
    {
        const int Shown = 5;
        var cause = string.Join(" ", faults.Take(Shown));
        return faults.Count <= Shown ? cause : $"{cause} And {faults.Count - Shown} more lines.";
    }

    private static partial class Log
    {
        [LoggerMessage(IntakeEvents.OrderDeadLettered, LogLevel.Error, "Order {OrderId} of {Channel} stands in the dead letters: {Cause}")]
        public static partial void OrderDeadLettered(ILogger logger, ChannelId channel, string orderId, string cause);
    }
}

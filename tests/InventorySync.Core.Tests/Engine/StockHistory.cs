using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Diagnostics;
using InventorySync.Engine.Evaluation;
using InventorySync.Engine.Writing;
using InventorySync.Fulfilment;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using static InventorySync.Engine.EngineUnderTest;

namespace InventorySync.Engine;

/// <summary>Runs a generated history through the batch processor and the model side by side, and compares each outcome.</summary>
internal sealed class StockHistory
{
    private static readonly string[] SkuNames = ["PLAIN", "BACK", "CUP"];
    private static readonly string[] LocationNames = ["store", "depot"];

    private readonly VirtualTimeProvider _time = new();
    private readonly BatchProcessor _processor;
    private readonly OperationQueue _queue;
    private readonly List<StockOperation> _asked = [];
    private readonly Dictionary<string, long> _orders = [];
    private int _ids;

    public StockHistory()
    {
        var runtime = new LoopRuntime(_time, new Random(1), inlineContinuations: true);
        var catalog = new FixedCatalog(LocationNames)
            .With(new CatalogItem { Sku = new Sku("BACK"), BackorderLimit = 2 })
            .With(new CatalogItem { Sku = new Sku("KIT"), Components = [new KitComponent(new Sku("CUP"), 1), new KitComponent(new Sku("PLAIN"), 2)] });
        var evaluator = new StockEvaluator(new PrioritySourcing(), new ChannelRegistry([]), runtime.NewUuid);
        var options = new EngineOptions { RecentOutcomesMax = 4, CachedSkusMax = 4 };
        var metrics = new EngineMetrics(new InventorySyncMeter());
        _processor = new BatchProcessor(Store.Ledger, () => catalog, evaluator, [], options, metrics, runtime, NullLogger<StockWriter>.Instance);
        _queue = new OperationQueue(options, metrics, runtime, NullLogger<StockWriter>.Instance);
        Model = new StockModel { BackorderLimit = sku => sku == "BACK" ? 2 : 0 };
    }

    public InMemoryInventoryStore Store { get; } = new();

    public StockModel Model { get; }

    public void Run(StockCommand[][] batches)
    {
        foreach (var batch in batches)
        {
            var operations = batch.Select(ToOperation).OfType<StockOperation>().ToList();
            var outcomes = operations.ConvertAll(operation => _queue.AddAsync(Pending(operation), CancellationToken.None));
            _processor.DrainAsync(_queue).GetAwaiter().GetResult();
            foreach (var i in JudgingOrder(operations))
            {
                Assert.True(outcomes[i].IsCompleted, "every operation of a batch has its outcome when the batch is done");
                Judge(operations[i], outcomes[i].GetAwaiter().GetResult());
            }

            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    // An id that stands in a batch twice is looked at again only when the first has its outcome.
    private static IEnumerable<int> JudgingOrder(List<StockOperation> operations)
    {
        var rest = Enumerable.Range(0, operations.Count).ToList();
        while (rest.Count > 0)
        {
            var firsts = rest.DistinctBy(i => operations[i].Id).ToList();
            rest = [.. rest.Except(firsts)];
            foreach (var i in firsts)
            {
                yield return i;
            }
        }
    }

    private static PendingOperation Pending(StockOperation operation)
    {
        var pending = new PendingOperation(_ => { }, inlineContinuations: true);
        pending.Start(operation, CancellationToken.None);
        return pending;
    }

    private StockOperation? ToOperation(StockCommand command)
    {
        if (command.Kind == CommandKind.Repeat)
        {
            return _asked.Count == 0 ? null : _asked[command.Pick % _asked.Count];
        }

        var id = new OperationId($"op-{++_ids}");
        var sku = SkuNames[command.Sku];
        var location = LocationNames[Math.Max(0, command.Location)];
        var line = Line(sku, Math.Max(1, command.Quantity), location);
        var hold = new ReservationId($"hold-{command.Hold}");
        var operation = command.Kind switch
        {
            CommandKind.Sell => StockOperation.Sell(id, line),
            CommandKind.SellTwoLines => StockOperation.Sell(id, line, Line(SkuNames[command.Second % 3], 1, location)),
            CommandKind.SellKit => StockOperation.Sell(id, Line("KIT", 1, location)),
            CommandKind.RecordSale => StockOperation.RecordSale(id, _time.GetUtcNow(), line),
            CommandKind.Receive => StockOperation.Receive(id, line),
            CommandKind.Adjust => StockOperation.Adjust(id, "check", Line(sku, command.Second == 0 ? line.Quantity : -line.Quantity, location)),
            CommandKind.Damage => StockOperation.Damage(id, "broken", line),
            CommandKind.Count => StockOperation.Count(id, Line(sku, command.Quantity, location)),
            CommandKind.Reserve => StockOperation.Reserve(
                id,
                new ReservationTerms { Id = hold, Owner = ReservationOwner.Cart(hold.Value), ExpiresAt = _time.GetUtcNow() + TimeSpan.FromMinutes(command.Second) },
                line),
            CommandKind.Release => StockOperation.Release(id, hold),
            CommandKind.ReleasePart => StockOperation.Release(id, hold, line),
            CommandKind.Fulfil => StockOperation.Fulfil(id, hold),
            CommandKind.FulfilPart => StockOperation.Fulfil(id, hold, line),
            CommandKind.Expire => StockOperation.Expire(id, hold),
            CommandKind.Pin => StockOperation.Pin(id, hold),
            CommandKind.Unpin => StockOperation.Unpin(id, hold),
            CommandKind.RecordOrder => StockOperation.RecordOrder(id, OrderOf(command, sku, location)),
            _ => throw new InvalidOperationException($"No operation for {command.Kind}."),
        };
        _asked.Add(operation);
        return operation;
    }

    // One order per hold number: placed first, cancelled by what Second says on each later snapshot.
    private OrderSnapshot OrderOf(StockCommand command, string sku, string location)
    {
        var id = $"{sku}-{location}-{command.Hold}";
        var quantity = Math.Max(1, command.Quantity);
        return Order(id, _time.GetUtcNow(), OrderLine(sku, quantity, Math.Min(quantity, command.Second)) with { Location = new LocationId(location) });
    }

    private void Judge(StockOperation operation, StockOutcome outcome)
    {
        var id = operation.Id.ToString();
        if (Model.Applied.TryGetValue(id, out var first))
        {
            Assert.True(outcome.IsRepeat, $"{id} was applied before");
            Assert.Equal(first, outcome.Status);
            return;
        }

        var expected = Expect(operation);
        Assert.True(expected == outcome.Status, $"{operation.Kind} {id}: the model says {expected}, the engine {outcome}");
        if (expected is OutcomeStatus.Applied or OutcomeStatus.Shortfall)
        {
            Model.Applied[id] = expected;
        }
    }

    private OutcomeStatus Expect(StockOperation operation) => operation.Kind switch
    {
        OperationKind.Sell => ExpectTaking(operation, (model, sku, location, units) => model.Move(sku, location, -units, 0)),
        OperationKind.RecordSale => ExpectFact(operation),
        OperationKind.Receive => ExpectReceive(operation),
        OperationKind.Adjust => ExpectCorrection(operation, 1),
        OperationKind.Damage => ExpectCorrection(operation, -1),
        OperationKind.Count => ExpectCount(operation),
        OperationKind.Reserve => ExpectReserve(operation),
        OperationKind.RecordOrder => ExpectOrder(operation),
        _ => ExpectOnHold(operation),
    };

    private OutcomeStatus ExpectTaking(StockOperation operation, Action<StockModel, string, string, long> take)
    {
        var takings = operation.Lines.SelectMany(Expand).ToList();
        if (takings.Exists(taking => !IsKnown(taking.Sku)))
        {
            return OutcomeStatus.UnknownSku;
        }

        if (!Model.Fits(takings))
        {
            return OutcomeStatus.InsufficientStock;
        }

        takings.ForEach(taking => take(Model, taking.Sku, taking.Location, taking.Quantity));
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus ExpectFact(StockOperation operation)
    {
        var line = operation.Lines[0];
        if (!IsKnown(line.Sku.Value))
        {
            return OutcomeStatus.UnknownSku;
        }

        Model.Move(line.Sku.Value, line.Location!.Value.Value, -line.Quantity, 0);
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus ExpectReceive(StockOperation operation)
    {
        var line = operation.Lines[0];
        Model.Move(line.Sku.Value, line.Location!.Value.Value, line.Quantity, 0);
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus ExpectCorrection(StockOperation operation, int sign)
    {
        var line = operation.Lines[0];
        var (sku, location) = (line.Sku.Value, line.Location!.Value.Value);
        var delta = sign * line.Quantity;
        if (!IsKnown(sku))
        {
            return OutcomeStatus.UnknownSku;
        }

        if (delta < 0 && Model.Level(sku, location).OnHand + delta < 0)
        {
            return OutcomeStatus.BelowZero;
        }

        Model.Move(sku, location, delta, 0);
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus ExpectCount(StockOperation operation)
    {
        var line = operation.Lines[0];
        var (sku, location) = (line.Sku.Value, line.Location!.Value.Value);
        Model.Move(sku, location, line.Quantity - Model.Level(sku, location).OnHand, 0);
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus ExpectReserve(StockOperation operation)
    {
        var id = operation.Reservation!.Value.Value;
        var isTaken = Model.Holds.ContainsKey(id);
        var status = ExpectTaking(operation, (model, sku, location, units) => model.Move(sku, location, 0, isTaken ? 0 : units));
        if (status == OutcomeStatus.Applied && isTaken)
        {
            return OutcomeStatus.ReservationExists;
        }

        if (status == OutcomeStatus.Applied)
        {
            var line = operation.Lines[0];
            Model.Holds[id] = new StockModel.ModelHold
            {
                Sku = line.Sku.Value,
                Location = line.Location!.Value.Value,
                Units = line.Quantity,
                ExpiresAt = operation.Terms!.ExpiresAt!.Value,
            };
        }

        return status;
    }

    private OutcomeStatus ExpectOnHold(StockOperation operation)
    {
        if (!Model.Holds.TryGetValue(operation.Reservation!.Value.Value, out var hold))
        {
            return OutcomeStatus.UnknownReservation;
        }

        return operation.Kind switch
        {
            OperationKind.Release => ExpectRelease(hold, operation),
            OperationKind.Fulfil => ExpectFulfil(hold, operation),
            OperationKind.Expire => ExpectExpire(hold),
            OperationKind.Pin => ExpectPin(hold, true),
            _ => ExpectPin(hold, false),
        };
    }

    private OutcomeStatus ExpectRelease(StockModel.ModelHold hold, StockOperation operation)
    {
        var units = Math.Min(hold.Units, Asked(hold, operation));
        if (hold.Status != ReservationStatus.Open || units == 0)
        {
            return OutcomeStatus.Unchanged;
        }

        Model.Move(hold.Sku, hold.Location, 0, -units);
        hold.Units -= units;
        hold.Status = hold.Units == 0 ? ReservationStatus.Released : ReservationStatus.Open;
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus ExpectFulfil(StockModel.ModelHold hold, StockOperation operation)
    {
        if (hold.Status is ReservationStatus.Fulfilled or ReservationStatus.Released)
        {
            return OutcomeStatus.ReservationClosed;
        }

        var units = Asked(hold, operation);
        if (units > hold.Units || (units == 0 && operation.Lines.Count > 0))
        {
            return OutcomeStatus.ExceedsReservation;
        }

        var isLate = hold.Status is ReservationStatus.Expired or ReservationStatus.Shortfall;
        if (isLate && Math.Max(0, Model.Available(hold.Sku, hold.Location)) < units)
        {
            hold.Status = ReservationStatus.Shortfall;
            return OutcomeStatus.Shortfall;
        }

        Model.Move(hold.Sku, hold.Location, -units, isLate ? 0 : -units);
        hold.Units -= units;
        hold.Status = hold.Units == 0 ? ReservationStatus.Fulfilled : isLate ? ReservationStatus.Expired : ReservationStatus.Open;
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus ExpectExpire(StockModel.ModelHold hold)
    {
        if (hold.Status != ReservationStatus.Open || hold.Pinned || hold.ExpiresAt > _time.GetUtcNow())
        {
            return OutcomeStatus.Unchanged;
        }

        Model.Move(hold.Sku, hold.Location, 0, -hold.Units);
        hold.Status = ReservationStatus.Expired;
        return OutcomeStatus.Applied;
    }

    private static OutcomeStatus ExpectPin(StockModel.ModelHold hold, bool pinned)
    {
        if (hold.Status != ReservationStatus.Open)
        {
            return OutcomeStatus.ReservationClosed;
        }

        if (hold.Pinned == pinned)
        {
            return OutcomeStatus.Unchanged;
        }

        hold.Pinned = pinned;
        return OutcomeStatus.Applied;
    }

    private OutcomeStatus ExpectOrder(StockOperation operation)
    {
        var order = operation.Order!;
        var line = order.Lines[0];
        var (sku, location) = (line.Sku.Value, line.Location!.Value.Value);
        if (!_orders.ContainsKey(order.OrderId) && !IsKnown(sku))
        {
            return OutcomeStatus.UnknownSku;
        }

        return ExpectMerged(order, line, sku, location);
    }

    private readonly Dictionary<string, OrderSnapshot> _newest = [];

    private OutcomeStatus ExpectMerged(OrderSnapshot order, OrderLine line, string sku, string location)
    {
        var before = _newest.GetValueOrDefault(order.OrderId);
        if (before is not null && order.UpdatedAt < before.UpdatedAt)
        {
            return OutcomeStatus.Stale;
        }

        var merged = before is null || order.UpdatedAt > before.UpdatedAt
            ? line
            : line with { Ordered = Math.Max(line.Ordered, before.Lines[0].Ordered), Cancelled = Math.Max(line.Cancelled, before.Lines[0].Cancelled) };
        if (before is not null && order.UpdatedAt == before.UpdatedAt && merged == before.Lines[0])
        {
            return OutcomeStatus.Unchanged;
        }

        var open = merged.Ordered - Math.Min(merged.Ordered, merged.Cancelled);
        Model.Move(sku, location, 0, open - _orders.GetValueOrDefault(order.OrderId));
        _orders[order.OrderId] = open;
        _newest[order.OrderId] = order with { Lines = [merged] };
        return OutcomeStatus.Applied;
    }

    private static long Asked(StockModel.ModelHold hold, StockOperation operation)
    {
        if (operation.Lines.Count == 0)
        {
            return hold.Units;
        }

        var line = operation.Lines[0];
        return line.Sku.Value == hold.Sku && line.Location!.Value.Value == hold.Location ? line.Quantity : 0;
    }

    private bool IsKnown(string sku) => sku == "BACK" || Model.Exists(sku);

    private static IEnumerable<(string Sku, string Location, long Quantity)> Expand(StockLine line)
    {
        var location = line.Location!.Value.Value;
        return line.Sku.Value == "KIT"
            ? [("CUP", location, line.Quantity), ("PLAIN", location, 2 * line.Quantity)]
            : [(line.Sku.Value, location, line.Quantity)];
    }
}

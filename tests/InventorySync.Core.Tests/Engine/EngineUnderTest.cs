using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Diagnostics;
using InventorySync.Engine.Evaluation;
using InventorySync.Engine.Writing;
using InventorySync.Fulfilment;
using InventorySync.Intake;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace InventorySync.Engine;

/// <summary>The real writer over a store. On virtual time it runs inline on the test's thread; otherwise on the thread pool.</summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly InventorySyncMeter _meter = new();
    private readonly StockWriter _writer;
    private int _ids;

    public EngineUnderTest(
        ICatalogView catalog, IInventoryStore? store = null, TimeProvider? time = null, EngineOptions? options = null, IEnumerable<SalesChannel>? channels = null, ILedgerStore? ledger = null)
    {
        Store = store ?? new InMemoryInventoryStore();
        Time = time ?? new VirtualTimeProvider();
        var isVirtual = Time is VirtualTimeProvider;
        var runtime = new LoopRuntime(Time, new Random(1), isVirtual);
        var metrics = new EngineMetrics(_meter);
        options ??= new EngineOptions();
        var evaluator = new StockEvaluator(new PrioritySourcing(), new ChannelRegistry(channels ?? []), runtime.NewUuid);
        var processor = new BatchProcessor(ledger ?? Store.Ledger, () => catalog, evaluator, [], options, metrics, runtime, NullLogger<StockWriter>.Instance);
        _writer = new StockWriter(options, processor, metrics, runtime, NullLogger<StockWriter>.Instance);
        Controller = new StockController(_writer, Store);
    }

    public IInventoryStore Store { get; }

    public TimeProvider Time { get; }

    public IStockController Controller { get; }

    public EngineUnderTest Start()
    {
        _writer.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        return this;
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => _writer.StopAsync(cancellationToken);

    public OperationId NewId() => new($"op-{++_ids}");

    public async Task<StockOutcome> ApplyAsync(StockOperation operation) => await Controller.ApplyAsync(operation);

    public Task<StockOutcome> ReceiveAsync(string sku, long quantity, string location = "store") =>
        ApplyAsync(StockOperation.Receive(NewId(), Line(sku, quantity, location)));

    public Task<StockOutcome> SellAsync(string sku, long quantity, string? location = "store") =>
        ApplyAsync(StockOperation.Sell(NewId(), Line(sku, quantity, location)));

    public async Task<Level> LevelAsync(string sku, string location = "store") =>
        (await Controller.ReadLevelsAsync(new Sku(sku))).SingleOrDefault(level => level.Location == new LocationId(location));

    public async Task<List<Movement>> MovementsAsync(MovementQuery? query = null)
    {
        var movements = new List<Movement>();
        await foreach (var movement in Store.Ledger.ReadMovementsAsync(query ?? new MovementQuery()))
        {
            movements.Add(movement);
        }

        return movements;
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.StopAsync(CancellationToken.None);
        _meter.Dispose();
    }

    public static StockLine Line(string sku, long quantity, string? location = "store") =>
        new(new Sku(sku), quantity, location is null ? null : new LocationId(location));

    public static OrderSnapshot Order(string id, DateTimeOffset updatedAt, params OrderLine[] lines) => new()
    {
        Channel = new ChannelId("meli"),
        OrderId = id,
        PlacedAt = updatedAt,
        UpdatedAt = updatedAt,
        Lines = lines,
    };

    public static OrderLine OrderLine(string sku, long ordered, long cancelled = 0, long fulfilled = 0, long returned = 0, string lineId = "1") => new()
    {
        LineId = lineId,
        Sku = new Sku(sku),
        Ordered = ordered,
        Cancelled = cancelled,
        Fulfilled = fulfilled,
        Returned = returned,
    };
}

using InventorySync.Engine;
using InventorySync.Stock;
using InventorySync.Storage;
using PosIntegration.Replay;

namespace PosIntegration.Serve;

/// <summary>What is on the shelves, and goods that arrive.</summary>
internal static class StockEndpoints
{
    private const string Example = """{"quantity": 10}""";

    public static void MapStock(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stock", ReadAllAsync);
        routes.MapGet("/stock/{sku}", ReadAsync);
        routes.MapPost("/stock/{sku}/receipts", ReceiveAsync);
    }

    private static async Task<IResult> ReadAllAsync(IInventoryStore store, CancellationToken cancellationToken)
    {
        var levels = new List<object>();
        await foreach (var level in store.Ledger.ReadAllLevelsAsync(cancellationToken))
        {
            levels.Add(Shown(level));
        }

        return Results.Ok(levels);
    }

    private static async Task<IResult> ReadAsync(string sku, IStockController stock, Assortment articles, CancellationToken cancellationToken)
    {
        if (Unknown(sku, articles, out var id) is { } problem)
        {
            return problem;
        }

        var levels = await stock.ReadLevelsAsync(id, cancellationToken);
        return Results.Ok(levels.Select(Shown));
    }

    private static async Task<IResult> ReceiveAsync(
        string sku, HttpRequest request, IStockController stock, Assortment articles, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Unknown(sku, articles, out var id) is { } unknown)
        {
            return unknown;
        }

        var (body, problem) = await Problems.ReadAsync<ReceiptRequest>(request, Example, cancellationToken);
        if (problem is not null)
        {
            return problem;
        }

        if (body!.Quantity is not (>= 1 and <= StockLine.QuantityMax and var quantity))
        {
            return Problems.BadRequest($"quantity is {Problems.Shown(body.Quantity)}; give 1 to {StockLine.QuantityMax} whole units, such as {Example}");
        }

        await stock.ApplyAsync(StockOperation.Receive(OperationId.New(time), new StockLine(id, quantity, Warehouse.Location)), cancellationToken);
        return await ReadAsync(sku, stock, articles, cancellationToken);
    }

    /// <summary>Reads a SKU from the path.</summary>
    /// <returns>What to answer where there is no such article; otherwise null.</returns>
    internal static IResult? Unknown(string text, Assortment articles, out Sku sku) =>
        Sku.TryCreate(text, out sku, out var fault)
            ? articles.Contains(sku) ? null : Problems.NotFound($"There is no article '{sku}'. GET /stock lists those there are.")
            : Problems.BadRequest(fault);

    private static object Shown(Level level) => new
    {
        Sku = level.Sku.Value,
        Location = level.Location.Value,
        level.OnHand,
        level.Reserved,
        level.Available,
        level.Version,
    };
}

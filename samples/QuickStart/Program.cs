using InventorySync.Broadcast;
using InventorySync.Buffers;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Publishing;
using InventorySync.Stock;

var builder = WebApplication.CreateBuilder(args);
var buenFin = new SalesWindow("Buen Fin", new DateTime(2026, 11, 13), new DateTime(2026, 11, 17), "America/Mexico_City");
builder.Services.AddInventorySync(builder.Configuration, sync => sync
    .UseSqlite("Data Source=inventory.db")
    .AddChannel<PrintedShop>("web-shop")
    .Buffers(buffers => buffers.Percent(10).During(buenFin, percent: 25)));
await using var app = builder.Build();

// What a caller got wrong, such as 0 units or a channel that does not exist, is an ArgumentException whose message says what to do.
app.Use(async (context, next) =>
{
    try
    {
        await next(context);
    }
    catch (ArgumentException fault)
    {
        await Results.Problem(fault.Message, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
    }
});

// The receipt's number names the sale: asked twice, it is sold once.
app.MapPost("/sales/{receipt}/{sku}/{units}", async (string receipt, string sku, long units, IStockController stock, CancellationToken cancellationToken) =>
{
    var sale = StockOperation.Sell(new OperationId(receipt), new StockLine(new Sku(sku), units));
    var outcome = await stock.ApplyAsync(sale, cancellationToken);
    return outcome.IsApplied ? Results.Ok(outcome.ToString()) : Results.Conflict(outcome.ToString());
});
app.MapGet("/why/{channel}/{sku}", async (string channel, string sku, IPublication publication, CancellationToken cancellationToken) =>
    (await publication.ExplainAsync(new Sku(sku), new ChannelId(channel), cancellationToken)).ToString());

await app.StartAsync();

var (mug, shop, store) = (new Sku("MUG-01"), new ChannelId("web-shop"), new LocationId("store-1"));
var stock = app.Services.GetRequiredService<IStockController>();
await app.Services.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = store });
await stock.ApplyAsync(StockOperation.Receive(new OperationId("delivery-17"), new StockLine(mug, 40, store)));
await app.Services.GetRequiredService<IListings>().SaveAsync([new ListingMapping { Channel = shop, Sku = mug, ExternalId = "mug" }]);

Console.WriteLine($"Sold: {await stock.ApplyAsync(StockOperation.Sell(new OperationId("receipt-1"), new StockLine(mug, 3)))}");
Console.WriteLine(await app.Services.GetRequiredService<IPublication>().ExplainAsync(mug, shop));
await app.WaitForShutdownAsync();

/// <summary>Stands for a real channel: it prints what it is told to show.</summary>
internal sealed class PrintedShop : IChannelAdapter
{
    public ChannelDescriptor Descriptor { get; } = new() { Kind = "printed" };

    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default)
    {
        foreach (var push in pushes)
        {
            Console.WriteLine($"The shop shows {push.Quantity} of {push.ExternalId}.");
        }

        return Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Accepted)]);
    }
}

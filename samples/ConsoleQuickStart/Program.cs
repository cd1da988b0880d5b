using InventorySync.Catalog;
using InventorySync.Engine;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddInventorySync(sync => sync.UseInMemoryStore());
using var host = builder.Build();
await host.StartAsync();

var mug = new Sku("MUG-01");
var store = new LocationId("store-1");
var stock = host.Services.GetRequiredService<IStockController>();
await host.Services.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = store });
await stock.ApplyAsync(StockOperation.Receive(new OperationId("delivery-17"), new StockLine(mug, 10, store)));

Console.WriteLine(await stock.ApplyAsync(StockOperation.Sell(new OperationId("receipt-1"), new StockLine(mug, 3))));
Console.WriteLine(await stock.ApplyAsync(StockOperation.Sell(new OperationId("receipt-2"), new StockLine(mug, 8))));
Console.WriteLine((await stock.ReadLevelsAsync(mug))[0]);

await host.StopAsync();

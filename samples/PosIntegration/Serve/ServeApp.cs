using InventorySync.Channels;
using InventorySync.Stock;
using PosIntegration.Plan;
using PosIntegration.Replay;
using PosIntegration.Retail;

namespace PosIntegration.Serve;

/// <summary>The demo shop: the same app and the same marketplaces as in the replay, on the wall's clock, with endpoints for people.</summary>
internal sealed class ServeApp : IAsyncDisposable
{
    /// <summary>Nobody waits twenty minutes at a prompt: the marketplaces are so many times quicker than in the replay.</summary>
    private const double Hurry = 30;

    private readonly ReplayFiles _files;
    private readonly IReadOnlyList<MarketplaceHost> _hosts;
    private readonly DemoTills _tills;
    private readonly RetailerApp _app;

    private ServeApp(ReplayFiles files, IReadOnlyList<MarketplaceHost> hosts, DemoTills tills, RetailerApp app)
    {
        _files = files;
        _hosts = hosts;
        _tills = tills;
        _app = app;
    }

    public Uri Address => _app.Address;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts everything and fills the shelves.</summary>
    public static async Task<ServeApp> StartAsync(ServeSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var files = ReplayFiles.Make(keep: null);
        var tills = new DemoTills(files.Folder);
        var hosts = new List<MarketplaceHost>();
        foreach (var outlet in Outlets.Default.Marketplaces)
        {
            hosts.Add(await MarketplaceHost.StartAsync(MarketplaceProfile.Of(outlet.Name, seed: 1).InAHurry(Hurry), time, cancellationToken));
        }

        var marketplaces = new DemoMarketplaces(hosts.Select(host => host.Marketplace));
        var app = RetailerApp.Build(files.Database, [.. hosts.Select(host => host.ToChannel(new SocketsHttpHandler()))], settings.Buffer, settings.Port, new RetailerSetup
        {
            Logging = logging => logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning),
            Services = services => services.AddSingleton(Assortment.Demo).AddSingleton(tills).AddSingleton(marketplaces).AddProblemDetails(),
            Endpoints = Map,
        });
        await app.StartAsync(cancellationToken);
        var shop = new ServeApp(files, hosts, tills, app);
        await shop.OpenAsync(time, cancellationToken);
        return shop;
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _tills.Dispose();
        _files.Dispose();
    }

    private static void Map(WebApplication app)
    {
        // What an endpoint does not answer itself, such as an unknown path or a failed store, is problem details too.
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapGet("/", () => Results.Text(Help.Text));
        app.MapStock();
        app.MapTills();
        app.MapChannels();
        app.MapMarketplaces();
    }

    private async Task OpenAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        StockLine[] opening = [.. Assortment.Demo.Opening.Select(line => new StockLine(line.Sku, line.Quantity, Warehouse.Location))];
        await _app.Stock.ApplyAsync(StockOperation.Receive(OperationId.New(time), opening), cancellationToken);
        foreach (var host in _hosts)
        {
            foreach (var line in Assortment.Demo.Opening)
            {
                host.Marketplace.AddListing(MarketDesk.ExternalId(host.Name, line.Sku), line.Sku.Value);
            }

            host.NotifyAt(_app.Address, new SocketsHttpHandler());
            await _app.Listings.ImportAsync(new ChannelId(host.Name), cancellationToken);
        }
    }
}

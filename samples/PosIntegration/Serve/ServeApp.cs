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
    private readonly DemoTills _tills;
    private readonly List<MarketplaceHost> _hosts = [];
    private RetailerApp? _app;

    private ServeApp(ReplayFiles files, DemoTills tills)
    {
        _files = files;
        _tills = tills;
    }

    public Uri Address => App.Address;

    public IServiceProvider Services => App.Services;

    private RetailerApp App => _app ?? throw new InvalidOperationException("The shop has not been started.");

    /// <summary>Starts everything and fills the shelves.</summary>
    public static async Task<ServeApp> StartAsync(ServeSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var files = ReplayFiles.Make(keep: null);
        var shop = new ServeApp(files, new DemoTills(files.Folder));
        try
        {
            await shop.StartPartsAsync(settings, time, cancellationToken);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => App.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

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

    private async Task StartPartsAsync(ServeSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var outlet in Outlets.Default.Marketplaces)
        {
            _hosts.Add(await MarketplaceHost.StartAsync(MarketplaceProfile.Of(outlet.Name, seed: 1).InAHurry(Hurry), time, cancellationToken));
        }

        var marketplaces = new DemoMarketplaces(_hosts.Select(host => host.Marketplace));
        _app = RetailerApp.Build(_files.Database, [.. _hosts.Select(host => host.ToChannel(new SocketsHttpHandler()))], settings.Buffer, settings.Port, new RetailerSetup
        {
            // The host logs a start that fails, with its stack; here it is told in one line.
            Logging = logging => logging
                .AddSimpleConsole(console => console.SingleLine = true)
                .SetMinimumLevel(LogLevel.Warning)
                .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None),
            Services = services => services.AddSingleton(Assortment.Demo).AddSingleton(_tills).AddSingleton(marketplaces).AddProblemDetails(),
            Endpoints = Map,
        });
        await App.StartAsync(cancellationToken);
        await OpenAsync(time, cancellationToken);
    }

    private async Task OpenAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        StockLine[] opening = [.. Assortment.Demo.Opening.Select(line => new StockLine(line.Sku, line.Quantity, Warehouse.Location))];
        await App.Stock.ApplyAsync(StockOperation.Receive(OperationId.New(time), opening), cancellationToken);
        foreach (var host in _hosts)
        {
            foreach (var line in Assortment.Demo.Opening)
            {
                host.Marketplace.AddListing(MarketDesk.ExternalId(host.Name, line.Sku), line.Sku.Value);
            }

            host.NotifyAt(App.Address, new SocketsHttpHandler());
            await App.Listings.ImportAsync(new ChannelId(host.Name), cancellationToken);
        }
    }
}

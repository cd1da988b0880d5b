using System.Net;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Publishing;
using InventorySync.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using PosIntegration.CommandLine;
using PosIntegration.Replay;

namespace PosIntegration.Retail;

/// <summary>The retailer's ASP.NET Core app: the stock controller over SQLite, its channels, and the door for their webhooks.</summary>
internal sealed class RetailerApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RetailerApp(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public IStockController Stock => Services.GetRequiredService<IStockController>();

    public IIntake Intake => Services.GetRequiredService<IIntake>();

    public IListings Listings => Services.GetRequiredService<IListings>();

    public IBroadcast Broadcast => Services.GetRequiredService<IBroadcast>();

    public IPublication Publication => Services.GetRequiredService<IPublication>();

    public IInventoryStore Store => Services.GetRequiredService<IInventoryStore>();

    /// <summary>Where it listens, once started.</summary>
    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Builds the app: this is what a retailer writes.</summary>
    /// <param name="database">The SQLite file.</param>
    /// <param name="channels">The marketplaces, each with what makes its adapter.</param>
    /// <param name="buffer">What is held back from all of them.</param>
    /// <param name="port">Where to listen on loopback; 0: any free port.</param>
    /// <param name="configure">What the mode of the program adds: a clock, logging, endpoints.</param>
    public static RetailerApp Build(
        string database, IReadOnlyList<RetailChannel> channels, BufferChoice buffer, int port, RetailerSetup configure)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders();
        configure.Logging(builder.Logging);
        configure.Services(builder.Services);
        builder.Services.AddInventorySync(sync =>
        {
            // By the builder: a file's name may have a semicolon.
            sync.UseSqlite(new SqliteConnectionStringBuilder { DataSource = database }.ToString());
            foreach (var channel in channels)
            {
                sync.AddChannel(channel.Name, (_, _) => channel.CreateAdapter(), channel.Configure);
            }

            sync.Buffers(buffers =>
            {
                if (buffer.Percent > 0)
                {
                    buffers.Percent(buffer.Percent);
                }
                else if (buffer.Units > 0)
                {
                    buffers.Units(buffer.Units);
                }
            });
            configure.Inventory(sync);
        });

        var app = builder.Build();
        configure.Endpoints(app);
        app.MapPost("/webhooks/{channel}", ReceiveAsync);
        return new RetailerApp(app);
    }

    /// <summary>Starts it, and makes sure that there is a place where goods can lie.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        await Services.GetRequiredService<ICatalog>()
            .SaveAsync(new Location { Id = Warehouse.Location, Name = "The warehouse" }, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // The body is read whole and unchanged: signatures are reckoned over its bytes. 2xx only once it is durable (I9).
    private static async Task<IResult> ReceiveAsync(string channel, HttpRequest request, IIntake intake, CancellationToken cancellationToken)
    {
        if (!ChannelId.TryCreate(channel, out var id, out var fault))
        {
            return Results.Problem(fault, statusCode: StatusCodes.Status404NotFound);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        var notification = new ChannelNotification
        {
            Body = body.ToArray(),
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
        var result = await intake.ReceiveAsync(id, notification, cancellationToken).ConfigureAwait(false);
        return result switch
        {
            { IsAccepted: true } => Results.Ok(),
            { Status: IntakeStatus.Forged } => Results.Unauthorized(),
            _ => Results.NotFound(),
        };
    }
}

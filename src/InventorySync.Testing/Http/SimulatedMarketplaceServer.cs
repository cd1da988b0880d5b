using System.Net;
using System.Net.Http.Headers;
using InventorySync.Channels;
using InventorySync.Testing.Marketplaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Testing.Http;

/// <summary>Serves a <see cref="SimulatedMarketplace"/> over real HTTP on a free port of 127.0.0.1, for <see cref="SimulatedHttpAdapter"/>.</summary>
/// <remarks>
/// Lost requests and answers are connections that break, silence is a request without an answer, throttling is 429 with
/// <c>Retry-After</c>, an outage is 503. Safe from any thread. Disposing of it stops the server at once and leaves the marketplace to its owner.
/// </remarks>
public sealed class SimulatedMarketplaceServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stopping;
    private readonly HttpClient _notifier = new();
    private int _disposed;

    private SimulatedMarketplaceServer(SimulatedMarketplace marketplace, WebApplication application, CancellationTokenSource stopping)
    {
        Marketplace = marketplace;
        _application = application;
        _stopping = stopping;
        Address = new Uri(application.Urls.Single());
    }

    /// <summary>What it serves.</summary>
    public SimulatedMarketplace Marketplace { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="marketplace">What to serve; its clock decides how long delays really take.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The server, which listens already.</returns>
    public static async Task<SimulatedMarketplaceServer> StartAsync(SimulatedMarketplace marketplace, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(marketplace);

        // An empty builder: no settings of the surrounding program, its environment or its logs get in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        var application = builder.Build();
        var stopping = new CancellationTokenSource();
        try
        {
            var endpoints = new MarketplaceEndpoints(marketplace);
            application.Run(async context =>
            {
                using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
                await endpoints.AnswerAsync(context, gone.Token).ConfigureAwait(false);
            });
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new(marketplace, application, stopping);
        }
        catch
        {
            stopping.Dispose();
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes a client for <see cref="SimulatedHttpAdapter"/>, whose address is this server's. The caller disposes of it.</summary>
    public HttpClient CreateClient() => new() { BaseAddress = Address };

    /// <summary>Posts the marketplace's notifications to an address from now on; any answer but 2xx makes them come again.</summary>
    /// <param name="receiver">The address.</param>
    /// <param name="client">Posts them, and stays the caller's; null: the server's own.</param>
    public void PostNotificationsTo(Uri receiver, HttpClient? client = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        Marketplace.NotificationSink = (notification, cancellationToken) => PostAsync(client ?? _notifier, receiver, notification, cancellationToken);
    }

    /// <summary>Breaks the connections that wait and stops listening.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return ValueTask.CompletedTask;
        }

        _stopping.Cancel();
        return StopAsync();
    }

    private async ValueTask StopAsync()
    {
        await _application.DisposeAsync().ConfigureAwait(false);
        _notifier.Dispose();
        _stopping.Dispose();
    }

    private static async Task<bool> PostAsync(HttpClient client, Uri receiver, ChannelNotification notification, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, receiver) { Content = new ReadOnlyMemoryContent(notification.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in notification.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode;
    }

    /// <summary>Lives as long as its owner says: the console's signals are the surrounding program's.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

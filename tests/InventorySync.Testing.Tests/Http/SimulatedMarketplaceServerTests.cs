using System.Net;
using System.Text;
using InventorySync.Channels;
using InventorySync.Testing.Http;
using InventorySync.Testing.Marketplaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace InventorySync.Testing.Tests.Http;

public sealed class SimulatedMarketplaceServerTests : IAsyncLifetime
{
    private readonly VirtualTimeProvider _time = new();
    private readonly List<IAsyncDisposable> _opened = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }
    }

    [Fact]
    public async Task PushAsync_Batch_AnswersEachRowForItself()
    {
        var (server, adapter) = await OpenAsync(new() { BatchSizeMax = 10, CompareAndSet = true });
        server.Marketplace.Poison("poisoned");

        var results = await adapter.PushAsync([Push("a", 3), Push("nowhere", 3), Push("poisoned", 3), Push("b", 3, before: 99)]);

        Assert.Equal(
            [PushStatus.Accepted, PushStatus.Rejected, PushStatus.Rejected, PushStatus.Conflict], results.Select(result => result.Status));
        Assert.Equal(10, results[3].ActualQuantity);
        Assert.Contains("nowhere", results[1].Message, StringComparison.Ordinal);
        Assert.Equal(3, server.Marketplace.Recorded("a"));
    }

    [Fact]
    public async Task PushAsync_OneByOne_AnswersByTheStatusOfTheCall()
    {
        var (server, adapter) = await OpenAsync(new() { BatchSizeMax = 1, CompareAndSet = true });

        Assert.Equal(PushStatus.Accepted, (await adapter.PushAsync([Push("a", 3)]))[0].Status);
        Assert.Equal(PushStatus.Rejected, (await adapter.PushAsync([Push("nowhere", 3)]))[0].Status);
        Assert.Equal(3, (await adapter.PushAsync([Push("a", 4, before: 10)]))[0].ActualQuantity);
        server.Marketplace.FailNext(SimulatedFault.RowFailure);
        Assert.Equal(PushStatus.Transient, (await adapter.PushAsync([Push("a", 4)]))[0].Status);
    }

    [Fact]
    public async Task PushAsync_TooOften_IsThrottledWithTheTimeToWaitInWholeSeconds()
    {
        var (_, adapter) = await OpenAsync(new() { CallBurst = 1, CallsPerSecond = 0.4 });
        await adapter.PushAsync([Push("a", 3)]);

        var results = await adapter.PushAsync([Push("a", 4), Push("b", 4)]);

        Assert.All(results, result => Assert.Equal(PushStatus.Throttled, result.Status));
        Assert.All(results, result => Assert.Equal(TimeSpan.FromSeconds(3), result.RetryAfter));
    }

    [Theory]
    [InlineData(SimulatedFault.Unavailable, 10)]
    [InlineData(SimulatedFault.RequestLost, 10)]
    [InlineData(SimulatedFault.AnswerLost, 3)]
    [InlineData(SimulatedFault.Silence, 10)]
    public async Task PushAsync_NoUsableAnswer_IsTransientWhateverWasCarriedOut(SimulatedFault fault, long recorded)
    {
        var (server, adapter) = await OpenAsync(new(), clientTimeout: fault == SimulatedFault.Silence);
        server.Marketplace.FailNext(fault);

        var results = await adapter.PushAsync([Push("a", 3)]);

        Assert.Equal(PushStatus.Transient, results[0].Status);
        Assert.NotEmpty(results[0].Message!);
        Assert.Equal(recorded, server.Marketplace.Recorded("a"));
    }

    [Fact]
    public async Task PushAsync_CancelledByTheCaller_LetsTheCancellationOut()
    {
        var (_, adapter) = await OpenAsync(new());
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adapter.PushAsync([Push("a", 3)], cancellation.Token));
    }

    [Fact]
    public async Task PushAsync_WrittenWithoutAnAnswer_WaitsUntilTheCallerGivesUp()
    {
        var (server, adapter) = await OpenAsync(new());
        server.Marketplace.FailNext(SimulatedFault.LateWrite);
        using var cancellation = new CancellationTokenSource();

        var push = adapter.PushAsync([Push("a", 3)], cancellation.Token);
        while (server.Marketplace.Recorded("a") != 3)
        {
            await Task.Yield();
        }

        Assert.False(push.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => push);
    }

    [Fact]
    public async Task PushAsync_WrongToken_IsRejectedAndReadsFail()
    {
        var (_, adapter) = await OpenAsync(new(), token: "another");

        var result = (await adapter.PushAsync([Push("a", 3)]))[0];

        Assert.Equal(PushStatus.Rejected, result.Status);
        Assert.Contains("401", result.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => adapter.ReadStockAsync(["a"]));
    }

    [Fact]
    public async Task ConfirmAsync_WriteCarriedOutLater_IsAnsweredOnceItIs()
    {
        var (_, adapter) = await OpenAsync(new()
        {
            ConfirmationTimeMax = TimeSpan.FromMinutes(1),
            ConfirmationDelay = SimulatedDelay.Fixed(TimeSpan.FromSeconds(30)),
        });
        var results = await adapter.PushAsync([Push("a", 3), Push("nowhere", 3)]);
        string[] tokens = [.. results.Select(result => result.ConfirmationToken!)];
        Assert.Empty(await adapter.ConfirmAsync(tokens));

        _time.Advance(TimeSpan.FromSeconds(30));

        var confirmed = await adapter.ConfirmAsync(tokens);
        Assert.Equal(PushStatus.Accepted, confirmed[tokens[0]].Status);
        Assert.Equal(PushStatus.Rejected, confirmed[tokens[1]].Status);
    }

    [Fact]
    public async Task Readers_OverHttp_ReadTheSameAsInProcess()
    {
        var (server, adapter) = await OpenAsync(new() { OrderPageSize = 2 });
        for (var i = 0; i < 5; i++)
        {
            Assert.True(server.Marketplace.TryBuy("b", 1, out _));
        }

        var orders = new List<ChannelOrder>();
        OrderPage? page = null;
        do
        {
            page = await adapter.ReadOrdersAsync(page?.Cursor);
            orders.AddRange(page.Orders);
        }
        while (page.HasMore);
        var listings = new List<ChannelListing>();
        await foreach (var listing in adapter.ReadListingsAsync())
        {
            listings.Add(listing);
        }

        Assert.Equal(server.Marketplace.Orders.Select(order => (order.OrderId, order.UpdatedAt)), orders.DistinctBy(order => order.OrderId).Select(order => (order.OrderId, order.UpdatedAt)));
        Assert.Equal(server.Marketplace.Listings, listings);
        Assert.Equal([("a", 10L), ("b", 5L)], (await adapter.ReadStockAsync(["a", "b", "nowhere"])).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(orders[0].Lines, (await adapter.FetchOrdersAsync(orders[0].OrderId))[0].Lines);
        Assert.Empty(await adapter.FetchOrdersAsync("no such order"));
        await Assert.ThrowsAsync<IOException>(() => adapter.ReadOrdersAsync("no cursor of ours"));
    }

    [Theory]
    [InlineData("/writes", "{")]
    [InlineData("/writes", "[]")]
    [InlineData("/writes", "null")]
    [InlineData("/writes", "[null]")]
    [InlineData("/confirmations", "[null]")]
    public async Task Server_UnreadableBody_AnswersBadRequest(string path, string body)
    {
        var (server, _) = await OpenAsync(new());
        using var client = server.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.Marketplace.Options.AccessToken);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task PostNotificationsTo_ReceiverThatFailsOnce_ComesAgainAndVerifies()
    {
        var (server, adapter) = await OpenAsync(new() { NotificationRetryDelay = TimeSpan.FromSeconds(10) });
        var came = System.Threading.Channels.Channel.CreateUnbounded<ChannelNotification>();
        var answers = new Queue<int>([500, 204]);
        server.PostNotificationsTo(await ReceiveAsync(came.Writer, answers));

        Assert.True(server.Marketplace.TryBuy("a", 2, out var order));
        var refused = await came.Reader.ReadAsync();
        while (_time.NextTimer is null)
        {
            // The sender reads the refusal on a thread of its own, then sets its timer.
            await Task.Yield();
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        var taken = await came.Reader.ReadAsync();

        Assert.Equal(refused.Body.ToArray(), taken.Body.ToArray());
        var content = adapter.Receive(taken);
        Assert.Equal(NotificationStatus.Orders, content.Status);
        Assert.Equal(order.OrderId, content.Orders[0].OrderId);
        Assert.Equal(adapter.Receive(refused).Key, content.Key);
    }

    [Fact]
    public async Task DisposeAsync_WhileACallWaitsInSilence_BreaksItsConnection()
    {
        var (server, adapter) = await OpenAsync(new());
        server.Marketplace.FailNext(SimulatedFault.Silence);
        var push = adapter.PushAsync([Push("a", 3)]);
        while (server.Marketplace.Totals.Calls == 0)
        {
            await Task.Yield();
        }

        await server.DisposeAsync();

        Assert.Equal(PushStatus.Transient, (await push)[0].Status);
    }

    [Fact]
    public void Constructor_ClientWithoutAddress_SaysWhatToSet()
    {
        using var client = new HttpClient();

        var fault = Assert.Throws<ArgumentException>(() => new SimulatedHttpAdapter(client, new()));

        Assert.Contains("BaseAddress", fault.Message, StringComparison.Ordinal);
    }

    private async Task<(SimulatedMarketplaceServer Server, SimulatedHttpAdapter Adapter)> OpenAsync(
        SimulatedMarketplaceOptions options, bool clientTimeout = false, string? token = null)
    {
        var market = new SimulatedMarketplace(options, _time);
        market.AddListing("a", "SKU-A", 10);
        market.AddListing("b", "SKU-B", 10);
        market.AddListing("poisoned", "SKU-P", 10);
        var server = await SimulatedMarketplaceServer.StartAsync(market);
        _opened.Add(server);
        var client = server.CreateClient();
        if (clientTimeout)
        {
            // The server never answers: however short or long the wait, it ends by the client's time-out.
            client.Timeout = TimeSpan.FromSeconds(1);
        }

        return (server, new SimulatedHttpAdapter(client, options with { AccessToken = token ?? options.AccessToken }));
    }

    private async Task<Uri> ReceiveAsync(System.Threading.Channels.ChannelWriter<ChannelNotification> came, Queue<int> answers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = builder.Build();
        receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            context.Response.StatusCode = answers.Dequeue();
            await came.WriteAsync(new()
            {
                Body = body.ToArray(),
                Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            });
        });
        await receiver.StartAsync();
        _opened.Add(receiver);
        return new Uri(receiver.Urls.Single());
    }

    private static QuantityPush Push(string externalId, long quantity, long? before = null) => new()
    {
        Sku = new("SKU"),
        ExternalId = externalId,
        Quantity = quantity,
        QuantityBefore = before,
        IdempotencyKey = Guid.NewGuid().ToString(),
    };
}

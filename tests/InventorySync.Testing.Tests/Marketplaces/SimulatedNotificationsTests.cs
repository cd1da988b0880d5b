using System.Text;
using InventorySync.Channels;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Testing.Tests.Marketplaces;

public sealed class SimulatedNotificationsTests
{
    private readonly VirtualTimeProvider _time = new();
    private readonly List<ChannelNotification> _came = [];

    [Fact]
    public void Notification_OfAnOrder_CarriesItAsItWasThen()
    {
        using var market = Open(new());
        Assert.True(market.TryBuy("a", 2, out var placed));
        market.Cancel(placed.OrderId, "1", 1);

        var adapter = new SimulatedChannelAdapter(market);
        var contents = _came.Select(adapter.Receive).ToList();

        Assert.All(contents, content => Assert.Equal(NotificationStatus.Orders, content.Status));
        Assert.Equal([0, 1], contents.Select(content => content.Orders[0].Lines[0].Cancelled));
        Assert.Equal(placed with { Lines = [] }, contents[0].Orders[0] with { Lines = [] } with { });
        Assert.Equal(placed.Lines, contents[0].Orders[0].Lines);
    }

    [Fact]
    public void Notification_ThatNamesAnOrder_IsFetchedAsTheOrderIsNow()
    {
        using var market = Open(new() { NotificationsCarryOrders = false });
        Assert.True(market.TryBuy("a", 2, out var placed));
        market.Cancel(placed.OrderId, "1", 1);
        var adapter = new SimulatedChannelAdapter(market);

        var content = adapter.Receive(_came[0]);

        Assert.Equal(NotificationStatus.ToFetch, content.Status);
        Assert.Equal(1, Answer(adapter.FetchOrdersAsync(content.Payload))[0].Lines[0].Cancelled);
        Assert.Empty(Answer(adapter.FetchOrdersAsync("no such order")));
        Assert.Throws<FormatException>(() => Answer(adapter.FetchOrdersAsync("")));
    }

    [Fact]
    public void Notification_OfAWrite_IsAnEchoToIgnore()
    {
        using var market = Open(new() { NotifiesOfWrites = true });
        var adapter = new SimulatedChannelAdapter(market);
        Answer(adapter.PushAsync([new() { Sku = new("S"), ExternalId = "a", Quantity = 3, IdempotencyKey = "k" }]));

        Assert.Equal(NotificationStatus.Ignored, adapter.Receive(Assert.Single(_came)).Status);
    }

    [Fact]
    public void Receive_AlteredBodyOrSecretOrNoSignature_IsForged()
    {
        using var market = Open(new());
        using var other = new SimulatedMarketplace(new() { NotificationSecret = "another" }, _time);
        Assert.True(market.TryBuy("a", 2, out _));
        var genuine = _came[0];
        var adapter = new SimulatedChannelAdapter(market);
        var altered = genuine.Body.ToArray();
        altered[^2] ^= 1;

        Assert.Equal(NotificationStatus.Forged, adapter.Receive(genuine with { Body = altered }).Status);
        Assert.Equal(NotificationStatus.Forged, adapter.Receive(genuine with { Headers = new Dictionary<string, string>() }).Status);
        Assert.Equal(NotificationStatus.Forged, new SimulatedChannelAdapter(other).Receive(genuine).Status);
        Assert.Equal(NotificationStatus.Orders, adapter.Receive(genuine).Status);
    }

    [Theory]
    [InlineData("orders/updated", "{")]
    [InlineData("orders/updated", "null")]
    [InlineData("orders/updated", "{\"orderId\":\"1\"}")]
    [InlineData("orders/updated", "{\"orderId\":\"1\",\"placedAt\":\"2026-01-01T00:00:00Z\",\"updatedAt\":\"2026-01-01T00:00:00Z\",\"lines\":null}")]
    [InlineData("orders/invented", "{}")]
    public void Receive_SignedButUnreadable_IsMalformedWithItsCauseAndBody(string topic, string body)
    {
        using var market = Open(new());
        var adapter = new SimulatedChannelAdapter(market);

        var content = adapter.Receive(market.Sign(Encoding.UTF8.GetBytes(body), topic));

        Assert.Equal(NotificationStatus.Malformed, content.Status);
        Assert.Equal(body, content.Payload);
        Assert.NotEmpty(content.Fault!);
    }

    [Fact]
    public void Notification_NotTaken_ComesAgainUntilItIsGivenUp()
    {
        using var market = Open(new() { NotificationAttemptsMax = 3, NotificationRetryDelay = TimeSpan.FromSeconds(10) });
        var times = new List<double>();
        market.NotificationSink = (_, _) =>
        {
            times.Add(_time.GetElapsedTime(0).TotalSeconds);
            return times.Count == 2 ? throw new IOException("receiver is down") : Task.FromResult(false);
        };
        Assert.True(market.TryBuy("a", 2, out _));
        Assert.Equal(1, market.NotificationsUnderWay);

        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal([0, 10, 30], times);
        Assert.Equal(0, market.NotificationsUnderWay);
        Assert.Equal(1, market.Totals.NotificationsLost);
    }

    [Fact]
    public void Notification_LostOrDoubled_ComesNeverOrTwiceWithOneId()
    {
        using var market = Open(new() { NotificationDelay = SimulatedDelay.Fixed(TimeSpan.FromSeconds(1)) });
        market.Faults = new() { NotificationLostRate = 1 };
        Assert.True(market.TryBuy("a", 1, out _));
        market.Faults = new() { NotificationDoubledRate = 1 };
        Assert.True(market.TryBuy("a", 1, out _));
        Assert.Empty(_came);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, _came.Count);
        Assert.Single(_came.Select(new SimulatedChannelAdapter(market).Receive).Select(content => content.Key).Distinct());
        Assert.Equal(1, market.Totals.NotificationsLost);
    }

    [Fact]
    public void Notification_Late_ComesWithinItsBoundAndOvertaken()
    {
        using var market = Open(new());
        market.Faults = new() { NotificationLateRate = 1, NotificationLateTimeMax = TimeSpan.FromMinutes(1) };
        Assert.True(market.TryBuy("a", 1, out var first));
        market.Faults = SimulatedFaults.None;
        market.Cancel(first.OrderId);

        Assert.Single(_came);
        _time.Advance(TimeSpan.FromMinutes(1));

        var adapter = new SimulatedChannelAdapter(market);
        Assert.Equal([1, 0], _came.Select(adapter.Receive).Select(content => content.Orders[0].Lines[0].Cancelled));
    }

    [Fact]
    public void Dispose_NotificationsUnderWay_AreGivenUp()
    {
        var market = Open(new() { NotificationDelay = SimulatedDelay.Fixed(TimeSpan.FromSeconds(1)) });
        Assert.True(market.TryBuy("a", 1, out _));

        market.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(_came);
        Assert.Equal(0, market.NotificationsUnderWay);
    }

    private SimulatedMarketplace Open(SimulatedMarketplaceOptions options)
    {
        var market = new SimulatedMarketplace(options, _time)
        {
            NotificationSink = (notification, _) =>
            {
                _came.Add(notification);
                return Task.FromResult(true);
            },
        };
        market.AddListing("a", "SKU-A", 10);
        return market;
    }

    private T Answer<T>(Task<T> call)
    {
        _time.Run(() => call);
        return call.GetAwaiter().GetResult();
    }
}

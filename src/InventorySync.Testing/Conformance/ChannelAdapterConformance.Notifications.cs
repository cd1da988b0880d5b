using System.Text;
using InventorySync.Channels;
using InventorySync.Testing.Conformance.Skipping;
using Xunit;

namespace InventorySync.Testing.Conformance;

public abstract partial class ChannelAdapterConformance
{
    private const int BodiesFuzzed = 200;

    private static readonly string[] UnreadableBodies = ["{", "not json, not xml", "\0\u0001\u0002"];

    /// <summary>A notification of an order leads to that order: carried along or fetched.</summary>
    [ConformanceFact]
    public Task Receive_NotificationOfAnOrder_LeadsToTheOrder() => CheckAsync(async () =>
    {
        var receiver = Needs<INotificationReceiver>();
        var (listing, orderId, notifications) = await NotifiedOrderAsync();

        var found = new List<ChannelOrder>();
        foreach (var notification in notifications)
        {
            found.AddRange(await OrdersOfAsync(receiver, notification));
        }

        var order = Assert.Single(found.Where(order => order.OrderId == orderId).DistinctBy(order => order.OrderId));
        var line = Assert.Single(order.Lines);
        Assert.Equal(2, line.Ordered);
        Assert.True(line.ExternalId == listing.ExternalId || line.Sku == listing.Sku, $"{line} names neither the listing nor the SKU.");
    });

    /// <summary>A notification that comes again has the same key, so that it is recognised; another one has another.</summary>
    [ConformanceFact]
    public Task Receive_TheSameAgain_HasTheSameKey() => CheckAsync(async () =>
    {
        var receiver = Needs<INotificationReceiver>();
        var (_, _, notifications) = await NotifiedOrderAsync();

        foreach (var notification in notifications)
        {
            var first = receiver.Receive(notification);
            var second = receiver.Receive(notification with { Body = notification.Body.ToArray() });
            Assert.Equal(first.Status, second.Status);
            Assert.Equal(first.Key, second.Key);
            Assert.False(first.Status is NotificationStatus.Orders or NotificationStatus.ToFetch && first.Key.Length == 0, "A notification of an order has no key.");
        }
    });

    /// <summary>A body that was altered by a bit, exchanged, emptied, or comes without its headers is forged.</summary>
    [ConformanceFact]
    public Task Receive_AlteredOrUnsigned_IsForged() => CheckAsync(async () =>
    {
        var receiver = Needs<INotificationReceiver>();
        var (_, _, notifications) = await NotifiedOrderAsync();
        var genuine = notifications[0];
        ReadOnlyMemory<byte>[] bodies = [Flipped(genuine.Body, 0), Flipped(genuine.Body, genuine.Body.Length - 1), ReadOnlyMemory<byte>.Empty, genuine.Body[..^1]];

        Assert.All(bodies, body => Assert.Equal(NotificationStatus.Forged, receiver.Receive(genuine with { Body = body }).Status));
        Assert.Equal(NotificationStatus.Forged, receiver.Receive(genuine with { Headers = new Dictionary<string, string>() }).Status);
        var blank = genuine.Headers.ToDictionary(header => header.Key, _ => string.Empty, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(NotificationStatus.Forged, receiver.Receive(genuine with { Headers = blank }).Status);
        Assert.NotEqual(NotificationStatus.Forged, receiver.Receive(genuine).Status);
    });

    /// <summary>Header names compare without case, as HTTP's do.</summary>
    [ConformanceFact]
    public Task Receive_HeadersInAnotherCase_IsTheSame() => CheckAsync(async () =>
    {
        var receiver = Needs<INotificationReceiver>();
        var (_, _, notifications) = await NotifiedOrderAsync();
        var genuine = notifications[0];
        var lower = genuine.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value, StringComparer.OrdinalIgnoreCase);

        Assert.Equal(receiver.Receive(genuine).Status, receiver.Receive(genuine with { Headers = lower }).Status);
    });

    /// <summary>Whatever the body: signed, it is malformed or read, unsigned it is forged, and never an exception.</summary>
    [ConformanceFact]
    public Task Receive_AnyBody_IsMalformedOrReadAndNeverThrows() => CheckAsync(async () =>
    {
        var receiver = Needs<INotificationReceiver>();
        var (_, _, notifications) = await NotifiedOrderAsync();
        var genuine = notifications[0];
        var random = new Random(20_260_101);
        for (var i = 0; i < BodiesFuzzed; i++)
        {
            var body = Fuzzed(genuine.Body, random);
            if (Channel.Sign(body) is { } signed)
            {
                Assert.True(
                    receiver.Receive(signed).Status is not (NotificationStatus.None or NotificationStatus.Forged),
                    $"Signed, but not taken as the channel's own: {Encoding.UTF8.GetString(body)}");
            }

            if (!genuine.Body.Span.SequenceEqual(body))
            {
                Assert.Equal(NotificationStatus.Forged, receiver.Receive(genuine with { Body = body }).Status);
            }
        }
    });

    /// <summary>A signed body that is no order at all is malformed, with what came in and what is wrong with it.</summary>
    [ConformanceFact]
    public Task Receive_SignedButUnreadable_IsMalformedWithItsFault() => CheckAsync(() =>
    {
        var receiver = Needs<INotificationReceiver>();
        foreach (var body in UnreadableBodies)
        {
            var signed = Channel.Sign(Encoding.UTF8.GetBytes(body)) ?? throw new DoesNotApplyException("The channel can't be made to sign any body.");
            var content = receiver.Receive(signed);
            Assert.Equal(NotificationStatus.Malformed, content.Status);
            Assert.False(string.IsNullOrWhiteSpace(content.Fault), "A malformed notification says what is wrong.");
            Assert.False(string.IsNullOrEmpty(content.Payload), "A malformed notification keeps what came in.");
        }

        return Task.CompletedTask;
    });

    private async Task<(ChannelListing Listing, string OrderId, IReadOnlyList<ChannelNotification> Notifications)> NotifiedOrderAsync()
    {
        var listing = await Channel.AddListingAsync(10);
        var orderId = await PlaceOrderAsync(listing, 2);
        await Channel.SettleAsync();
        Needs(Channel.Notifications.Count > 0, "The channel sent no notification.");
        return (listing, orderId, Channel.Notifications);
    }

    private static async Task<IReadOnlyList<ChannelOrder>> OrdersOfAsync(INotificationReceiver receiver, ChannelNotification notification)
    {
        var content = receiver.Receive(notification);
        return content.Status switch
        {
            NotificationStatus.Orders => content.Orders,
            NotificationStatus.ToFetch => await receiver.FetchOrdersAsync(content.Payload),
            NotificationStatus.Ignored => [],
            _ => throw new Xunit.Sdk.XunitException($"A genuine notification came out as {content.Status}: {content.Fault}"),
        };
    }

    private static byte[] Flipped(ReadOnlyMemory<byte> body, int at)
    {
        var flipped = body.ToArray();
        flipped[at] ^= 1;
        return flipped;
    }

    /// <summary>A genuine body cut off, with bytes changed, doubled, or nothing but noise.</summary>
    private static byte[] Fuzzed(ReadOnlyMemory<byte> body, Random random)
    {
        var bytes = body.ToArray();
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var i = random.Next(1, 6); i > 0; i--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                return bytes;
            case 2:
                return [.. bytes, .. bytes];
            default:
                var noise = new byte[random.Next(64)];
                random.NextBytes(noise);
                return noise;
        }
    }
}

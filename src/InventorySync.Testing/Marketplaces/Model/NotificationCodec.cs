using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>Writes and reads the simulated marketplace's signed notifications. Pure.</summary>
internal static class NotificationCodec
{
    public const string SignatureHeader = "X-Simulated-Signature";
    public const string IdHeader = "X-Simulated-Id";
    public const string TopicHeader = "X-Simulated-Topic";
    public const string OrderTopic = "orders/updated";
    public const string OrderNamedTopic = "orders/named";
    public const string ListingTopic = "listings/updated";

    // The longest body that a receiver looks at for a malformed notification's payload.
    private const int PayloadLengthMax = 4_000;

    public static ChannelNotification Write(string secret, string id, string topic, ReadOnlyMemory<byte> body) => new()
    {
        Body = body,
        Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            [SignatureHeader] = Sign(secret, body.Span),
            [IdHeader] = id,
            [TopicHeader] = topic,
        },
    };

    public static ReadOnlyMemory<byte> Body(ChannelOrder order) =>
        JsonSerializer.SerializeToUtf8Bytes(order, MarketplaceJson.Default.ChannelOrder);

    public static ReadOnlyMemory<byte> Body(OrderName name) => JsonSerializer.SerializeToUtf8Bytes(name, MarketplaceJson.Default.OrderName);

    public static ReadOnlyMemory<byte> Body(ChannelListing listing) =>
        JsonSerializer.SerializeToUtf8Bytes(listing, MarketplaceJson.Default.ChannelListing);

    public static NotificationContent Read(string secret, ChannelNotification notification)
    {
        if (!notification.Headers.TryGetValue(SignatureHeader, out var signature)
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(secret, notification.Body.Span))))
        {
            return NotificationContent.Forged;
        }

        var key = notification.Headers.GetValueOrDefault(IdHeader, string.Empty);
        try
        {
            return notification.Headers.GetValueOrDefault(TopicHeader) switch
            {
                OrderTopic => NotificationContent.Carrying(key, [Read(notification, MarketplaceJson.Default.ChannelOrder)]),
                OrderNamedTopic => NotificationContent.ToFetch(key, Read(notification, MarketplaceJson.Default.OrderName).OrderId),
                ListingTopic => NotificationContent.Ignored,
                var topic => NotificationContent.Malformed(key, Payload(notification), $"Topic '{topic}' is not known."),
            };
        }
        catch (JsonException fault)
        {
            return NotificationContent.Malformed(key, Payload(notification), fault.Message);
        }
    }

    private static T Read<T>(ChannelNotification notification, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(notification.Body.Span, type) ?? throw new JsonException("The body is null.");

    private static string Payload(ChannelNotification notification) =>
        Encoding.UTF8.GetString(notification.Body.Span[..Math.Min(notification.Body.Length, PayloadLengthMax)]);

    private static string Sign(string secret, ReadOnlySpan<byte> body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}

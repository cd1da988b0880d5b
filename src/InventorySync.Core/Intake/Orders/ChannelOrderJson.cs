using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Channels;

namespace InventorySync.Intake.Orders;

/// <summary>Writes and reads a channel's order as the payload of a dead letter.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ChannelOrder))]
internal sealed partial class ChannelOrderJson : JsonSerializerContext
{
    public static string Write(ChannelOrder order) => JsonSerializer.Serialize(order, Default.ChannelOrder);

    /// <summary>The order; null where the text is no order.</summary>
    public static ChannelOrder? Read(string? payload)
    {
        try
        {
            return payload is null ? null : JsonSerializer.Deserialize(payload, Default.ChannelOrder);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

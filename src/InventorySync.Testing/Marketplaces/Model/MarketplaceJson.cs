using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>What a simulated marketplace says, as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ChannelOrder))]
[JsonSerializable(typeof(ChannelListing))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(OrderName))]
internal sealed partial class MarketplaceJson : JsonSerializerContext;

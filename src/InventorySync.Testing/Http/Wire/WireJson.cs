using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Channels;
using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Http.Wire;

/// <summary>The bodies that travel between <see cref="SimulatedHttpAdapter"/> and <see cref="SimulatedMarketplaceServer"/>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WriteRow[]))]
[JsonSerializable(typeof(WriteAnswer[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, WriteAnswer>))]
[JsonSerializable(typeof(Dictionary<string, long>))]
[JsonSerializable(typeof(OrderPage))]
[JsonSerializable(typeof(ChannelOrder))]
[JsonSerializable(typeof(ChannelListing[]))]
internal sealed partial class WireJson : JsonSerializerContext;

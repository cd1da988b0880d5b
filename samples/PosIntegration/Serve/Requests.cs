using System.Text.Json;
using System.Text.Json.Serialization;

namespace PosIntegration.Serve;

/// <summary>A JSON object of a request's body.</summary>
internal abstract record RequestObject
{
    /// <summary>What it has beside its own fields: most likely a field that is misspelt.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>What is sold or bought: the body of a request.</summary>
internal sealed record BasketRequest : RequestObject
{
    /// <summary>The till's number of the sale: asked again under the same number, it is not sold twice. Left out: the app makes one.</summary>
    public string? Receipt { get; init; }

    public IReadOnlyList<BasketLine?>? Lines { get; init; }
}

/// <summary>One line of it.</summary>
internal sealed record BasketLine : RequestObject
{
    public string? Sku { get; init; }

    public long? Quantity { get; init; }
}

/// <summary>Goods that arrive: the body of a request.</summary>
internal sealed record ReceiptRequest : RequestObject
{
    public long? Quantity { get; init; }
}

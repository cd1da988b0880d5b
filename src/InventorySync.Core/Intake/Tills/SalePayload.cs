using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Stock;

namespace InventorySync.Intake.Tills;

/// <summary>A sale as it stands in a journal and in a dead letter.</summary>
internal sealed record SalePayload(string Receipt, DateTimeOffset SoldAt, IReadOnlyList<SalePayload.Line> Lines)
{
    public static SalePayload Of(TillSale sale) => new(
        sale.Receipt,
        sale.SoldAt,
        [.. sale.Lines.Select(line => new Line(line.Sku.Value, line.Quantity, line.Location?.Value))]);

    public static byte[] Write(TillSale sale) => JsonSerializer.SerializeToUtf8Bytes(Of(sale), SalePayloadJson.Default.SalePayload);

    /// <summary>The sale; null where the text is none.</summary>
    public static TillSale? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SalePayloadJson.Default.SalePayload)?.ToSale();
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private TillSale ToSale() => new()
    {
        Receipt = Receipt,
        SoldAt = SoldAt,
        Lines = [.. Lines.Select(line => new StockLine(new Sku(line.Sku), line.Quantity, line.Location is null ? null : new LocationId(line.Location)))],
    };

    internal sealed record Line(string Sku, long Quantity, string? Location = null);
}

/// <summary>Source-generated: no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SalePayload))]
internal sealed partial class SalePayloadJson : JsonSerializerContext;

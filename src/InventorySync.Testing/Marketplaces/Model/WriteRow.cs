using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>One listing's quantity as it travels to the marketplace.</summary>
internal sealed record WriteRow
{
    public required string ExternalId { get; init; }

    public required long Quantity { get; init; }

    public long? QuantityBefore { get; init; }

    public required string IdempotencyKey { get; init; }

    public static WriteRow From(QuantityPush push) => new()
    {
        ExternalId = push.ExternalId,
        Quantity = push.Quantity,
        QuantityBefore = push.QuantityBefore,
        IdempotencyKey = push.IdempotencyKey,
    };
}

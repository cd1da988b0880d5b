namespace PosIntegration.Serve;

/// <summary>What is sold or bought: the body of a request.</summary>
internal sealed record BasketRequest
{
    /// <summary>The till's number of the sale: asked again under the same number, it is not sold twice. Left out: the app makes one.</summary>
    public string? Receipt { get; init; }

    public IReadOnlyList<BasketLine>? Lines { get; init; }
}

/// <summary>One line of it.</summary>
internal sealed record BasketLine
{
    public string? Sku { get; init; }

    public long Quantity { get; init; }
}

/// <summary>Goods that arrive: the body of a request.</summary>
internal sealed record ReceiptRequest
{
    public long Quantity { get; init; }
}

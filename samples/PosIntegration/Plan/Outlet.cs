namespace PosIntegration.Plan;

/// <summary>A place where the retailer sells: a till or a marketplace.</summary>
internal sealed record Outlet(string Name, bool IsTill, double Share)
{
    public const string Till1 = "till-1";

    public const string Till2 = "till-2";

    /// <summary>Fast, compare-and-set, as Shopify is.</summary>
    public const string Shopify = "shopify-sim";

    /// <summary>Slow, in batches, as MercadoLibre is.</summary>
    public const string Meli = "meli-sim";

    /// <summary>Takes feeds and carries them out later, as Amazon does.</summary>
    public const string Amazon = "amazon-sim";
}

namespace PosIntegration.Input;

/// <summary>Stock codes that are no goods: nothing lies on a shelf for them.</summary>
internal static class NoGoods
{
    private static readonly HashSet<string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        "POST", "DOT", "C2", // postage and carriage
        "M", "D", "S", "B", "ADJUST", "ADJUST2", // manual entries, discounts, samples, bad debt
        "AMAZONFEE", "BANK CHARGES", "CRUK", // fees and commissions
    };

    public static bool Contains(string code) =>
        Codes.Contains(code)
        || code.StartsWith("GIFT_", StringComparison.OrdinalIgnoreCase) // vouchers
        || code.StartsWith("TEST", StringComparison.OrdinalIgnoreCase);
}

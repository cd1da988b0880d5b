namespace PosIntegration.Input;

/// <summary>The causes in the words of the report.</summary>
internal static class LineCauseText
{
    public static string Of(LineCause cause) => cause switch
    {
        LineCause.Malformed => "malformed line",
        LineCause.BadInvoiceNumber => "bad invoice number",
        LineCause.UnreadableDate => "unreadable date",
        LineCause.OutsidePeriod => "outside the period",
        LineCause.BadStockCode => "bad stock code",
        LineCause.NoGoods => "no goods (postage, fees, vouchers)",
        LineCause.UnreadableQuantity => "unreadable quantity",
        LineCause.UnreadablePrice => "unreadable price",
        LineCause.ZeroQuantity => "quantity zero",
        LineCause.Bookkeeping => "bookkeeping invoice",
        LineCause.CancellationAboveZero => "cancellation above zero",
        LineCause.CancellationWithoutSale => "cancellation without its sale",
        LineCause.TooManyUnits => "too many units of one article",
        LineCause.DateBeyondLimits => "date beyond the limits",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "Every cause has a text."),
    };
}

using System.Globalization;
using InventorySync.Stock;

namespace PosIntegration.Input;

/// <summary>Decides what each line of the input says, or why it can't be used. Pure.</summary>
internal sealed class LineClassifier
{
    /// <summary>Invoice numbers become receipt numbers, which have room for this and the number of a part.</summary>
    private const int InvoiceLengthMax = 32;

    private static readonly string[] DateFormats =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    private readonly Period _period;

    public LineClassifier(Period period) => _period = period;

    /// <summary>Reads one line.</summary>
    /// <param name="raw">The line as it stands in the source.</param>
    /// <param name="line">What it says; null where it can't be used.</param>
    /// <param name="detail">What exactly stands in the way, for the list of examples.</param>
    /// <returns>Why it can't be used; <see cref="LineCause.None"/> where it can.</returns>
    public LineCause Classify(in RawLine raw, out SalesLine? line, out string detail)
    {
        line = null;
        if (raw.Fault is { } fault)
        {
            return Unused(LineCause.Malformed, fault, out detail);
        }

        if (raw.Invoice.Length is 0 or > InvoiceLengthMax || raw.Invoice.Any(char.IsControl))
        {
            return Unused(LineCause.BadInvoiceNumber, $"InvoiceNo '{Shown(raw.Invoice)}'", out detail);
        }

        if (!DateTimeOffset.TryParseExact(raw.Date, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return Unused(LineCause.UnreadableDate, $"InvoiceDate '{Shown(raw.Date)}'; write it as 2010-12-01 08:26", out detail);
        }

        if (!Period.IsWithinLimits(DateOnly.FromDateTime(at.UtcDateTime)))
        {
            return Unused(LineCause.DateBeyondLimits, $"InvoiceDate {raw.Date}; the years {Period.YearMin} to {Period.YearMax} can be replayed", out detail);
        }

        if (!_period.Contains(at))
        {
            return Unused(LineCause.OutsidePeriod, $"InvoiceDate {raw.Date}", out detail);
        }

        if (!Sku.TryCreate(raw.Code.ToUpperInvariant(), out var sku, out _))
        {
            return Unused(LineCause.BadStockCode, $"StockCode '{Shown(raw.Code)}'", out detail);
        }

        if (NoGoods.Contains(sku.Value))
        {
            return Unused(LineCause.NoGoods, $"StockCode {raw.Code}", out detail);
        }

        if (!long.TryParse(raw.Quantity, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity)
            || quantity is < -StockLine.QuantityMax or > StockLine.QuantityMax)
        {
            return Unused(LineCause.UnreadableQuantity, $"Quantity '{Shown(raw.Quantity)}'", out detail);
        }

        if (!decimal.TryParse(raw.Price, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            return Unused(LineCause.UnreadablePrice, $"UnitPrice '{Shown(raw.Price)}'", out detail);
        }

        var cause = Kind(raw.Invoice, quantity, out var kind);
        if (cause != LineCause.None)
        {
            return Unused(cause, $"invoice {raw.Invoice}, {sku}, quantity {quantity}", out detail);
        }

        line = new SalesLine
        {
            Number = raw.Number,
            Kind = kind,
            Invoice = raw.Invoice,
            Sku = sku,
            Units = Math.Abs(quantity),
            At = at,
            Customer = raw.Customer,
        };
        detail = string.Empty;
        return LineCause.None;
    }

    private static LineCause Kind(string invoice, long quantity, out SalesLineKind kind)
    {
        kind = SalesLineKind.None;
        var isCancellation = invoice[0] is 'C' or 'c';
        if (quantity == 0)
        {
            return LineCause.ZeroQuantity;
        }

        if (invoice[0] is 'A' or 'a' && invoice.Length > 1 && invoice.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return LineCause.Bookkeeping;
        }

        if (isCancellation && quantity > 0)
        {
            return LineCause.CancellationAboveZero;
        }

        kind = isCancellation ? SalesLineKind.Cancellation : quantity > 0 ? SalesLineKind.Sale : SalesLineKind.WriteOff;
        return LineCause.None;
    }

    private static LineCause Unused(LineCause cause, string what, out string detail)
    {
        detail = what;
        return cause;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
}

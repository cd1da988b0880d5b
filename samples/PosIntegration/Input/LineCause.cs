namespace PosIntegration.Input;

/// <summary>Why a line of the input is not used. Where several apply, the one with the lowest number counts.</summary>
internal enum LineCause
{
    /// <summary>It is used.</summary>
    None = 0,

    /// <summary>It can't be taken apart: blank, too few or too many fields, a stray quotation mark.</summary>
    Malformed = 1,

    /// <summary>The invoice number is empty, overlong or has control characters.</summary>
    BadInvoiceNumber = 2,

    /// <summary>The date can't be read.</summary>
    UnreadableDate = 3,

    /// <summary>It lies before --from or after --to.</summary>
    OutsidePeriod = 4,

    /// <summary>The stock code is empty, overlong or has control characters.</summary>
    BadStockCode = 5,

    /// <summary>The stock code stands for postage, discounts, fees, vouchers: nothing leaves a shelf.</summary>
    NoGoods = 6,

    /// <summary>The quantity is no whole number, or larger than any stock.</summary>
    UnreadableQuantity = 7,

    /// <summary>The price can't be read.</summary>
    UnreadablePrice = 8,

    /// <summary>The quantity is zero.</summary>
    ZeroQuantity = 9,

    /// <summary>An invoice number of A and digits: bookkeeping, such as bad debt that is written off.</summary>
    Bookkeeping = 10,

    /// <summary>A cancellation whose quantity is above zero.</summary>
    CancellationAboveZero = 11,

    /// <summary>A cancellation of which the input has no earlier sale of that article to that customer.</summary>
    CancellationWithoutSale = 12,

    /// <summary>With the lines before it, more units of its article than can be stocked.</summary>
    TooManyUnits = 13,

    /// <summary>The date lies outside the years that can be replayed.</summary>
    DateBeyondLimits = 14,
}

using PosIntegration.Input;

namespace PosIntegration.Tests.Input;

public sealed class LineClassifierTests
{
    private static readonly RawLine Good = new()
    {
        Number = 7,
        Invoice = "536365",
        Code = "85123A",
        Quantity = "6",
        Date = "2010-12-01 08:26:00",
        Price = "2.55",
        Customer = "17850",
        Country = "United Kingdom",
    };

    private static readonly Period December = new(new DateOnly(2010, 12, 1), new DateOnly(2010, 12, 31));

    // Field, its text, the kind that it makes of the line, the cause that keeps it out.
    public static TheoryData<string, string, string, string> Dirt => new()
    {
        { "Quantity", "6", "Sale", "None" },
        { "Quantity", "-6", "WriteOff", "None" },
        { "Quantity", "0", "None", "ZeroQuantity" },
        { "Quantity", "-0", "None", "ZeroQuantity" },
        { "Quantity", "six", "None", "UnreadableQuantity" },
        { "Quantity", "", "None", "UnreadableQuantity" },
        { "Quantity", "6.5", "None", "UnreadableQuantity" },
        { "Quantity", "1,000", "None", "UnreadableQuantity" },
        { "Quantity", "1000000000", "Sale", "None" },
        { "Quantity", "1000000001", "None", "UnreadableQuantity" },
        { "Quantity", "-9223372036854775808", "None", "UnreadableQuantity" },
        { "Quantity", "99999999999999999999", "None", "UnreadableQuantity" },
        { "Invoice", "C536379", "None", "CancellationAboveZero" },
        { "Invoice", "A563185", "None", "Bookkeeping" },
        { "Invoice", "AB-1", "Sale", "None" },
        { "Invoice", "", "None", "BadInvoiceNumber" },
        { "Invoice", "12\u000134", "None", "BadInvoiceNumber" },
        { "Invoice", "123456789012345678901234567890123", "None", "BadInvoiceNumber" },
        { "Code", "POST", "None", "NoGoods" },
        { "Code", "post", "None", "NoGoods" },
        { "Code", "m", "None", "NoGoods" },
        { "Code", "D", "None", "NoGoods" },
        { "Code", "DOT", "None", "NoGoods" },
        { "Code", "BANK CHARGES", "None", "NoGoods" },
        { "Code", "AMAZONFEE", "None", "NoGoods" },
        { "Code", "gift_0001_20", "None", "NoGoods" },
        { "Code", "DCGSSGIRL", "Sale", "None" },
        { "Code", "PADS", "Sale", "None" },
        { "Code", "", "None", "BadStockCode" },
        { "Code", "85123\u0007A", "None", "BadStockCode" },
        { "Date", "2010-12-01", "Sale", "None" },
        { "Date", "2010-12-01T08:26", "Sale", "None" },
        { "Date", "2010-12-01T08:26:00", "Sale", "None" },
        { "Date", "2010-12-01T08:26:00Z", "Sale", "None" },
        { "Date", "2010-12-01T00:26:00+02:00", "None", "OutsidePeriod" },
        { "Date", "12/1/2010 8:26", "None", "UnreadableDate" },
        { "Date", "0001-01-01 08:26", "None", "DateBeyondLimits" },
        { "Date", "9999-12-31 08:26", "None", "DateBeyondLimits" },
        { "Date", "2010-02-30 08:26:00", "None", "UnreadableDate" },
        { "Date", "", "None", "UnreadableDate" },
        { "Date", "2010-11-30 23:59:59", "None", "OutsidePeriod" },
        { "Date", "2010-12-31 23:59:59", "Sale", "None" },
        { "Date", "2011-01-01 00:00:00", "None", "OutsidePeriod" },
        { "Price", "0.0", "Sale", "None" },
        { "Price", "-1", "Sale", "None" },
        { "Price", "free", "None", "UnreadablePrice" },
        { "Price", "", "None", "UnreadablePrice" },
        { "Customer", "", "Sale", "None" },
        { "Fault", "3 fields instead of 7", "None", "Malformed" },
    };

    [Theory]
    [MemberData(nameof(Dirt))]
    public void Classify_OneFieldOff_GivesKindOrCause(string field, string text, string kind, string cause)
    {
        var raw = field switch
        {
            "Quantity" => Good with { Quantity = text },
            "Invoice" => Good with { Invoice = text },
            "Code" => Good with { Code = text },
            "Date" => Good with { Date = text },
            "Price" => Good with { Price = text },
            "Customer" => Good with { Customer = text },
            _ => new RawLine { Number = 7, Fault = text },
        };

        var found = new LineClassifier(December).Classify(raw, out var line, out var detail);

        Assert.Equal(cause, found.ToString());
        Assert.Equal(kind, (line?.Kind ?? SalesLineKind.None).ToString());
        Assert.Equal(line is null, detail.Length > 0);
    }

    [Fact]
    public void Classify_Cancellation_HasItsUnitsAboveZero()
    {
        new LineClassifier(default).Classify(Good with { Invoice = "C536379", Quantity = "-3" }, out var line, out _);

        Assert.Equal((SalesLineKind.Cancellation, 3L, "C536379"), (line!.Kind, line.Units, line.Invoice));
    }

    [Fact]
    public void Classify_LowerCaseCode_IsTheSameArticle()
    {
        new LineClassifier(default).Classify(Good with { Code = "85123a" }, out var line, out _);

        Assert.Equal("85123A", line!.Sku.Value);
    }

    [Fact]
    public void Classify_DateWithoutZone_IsTakenAsUtc()
    {
        new LineClassifier(default).Classify(Good, out var line, out _);

        Assert.Equal(new DateTimeOffset(2010, 12, 1, 8, 26, 0, TimeSpan.Zero), line!.At);
    }

    [Fact]
    public void Classify_SeveralFaults_NamesTheFirstInTheOrderOfCauses()
    {
        var found = new LineClassifier(December).Classify(Good with { Quantity = "six", Date = "never", Code = "POST" }, out _, out _);

        Assert.Equal(LineCause.UnreadableDate, found);
    }
}

using System.Globalization;
using InventorySync.Testing;
using PosIntegration.Input;
using PosIntegration.Plan;

namespace PosIntegration.Tests.Input;

/// <summary>Whatever the input holds, each of its lines is accounted for exactly once.</summary>
public sealed class InputAccountProperties
{
    private static readonly string[] Invoices = ["1", "2", "3", "C4", "C5", "A6", "", "7"];
    private static readonly string[] Codes = ["X", "x", "Y", "Z1", "POST", "D", ""];
    private static readonly string[] Quantities = ["1", "2", "6", "-1", "-2", "-7", "0", "1e3", "none"];
    private static readonly string[] Dates = ["2010-12-01 10:00:00", "2010-12-02 11:00:00", "2010-12-03", "2011-01-09", "31/12/2010"];
    private static readonly string[] Customers = ["10", "11", ""];
    private static readonly string[] Prices = ["1.5", "0", "?"];

    [Fact]
    public void Account_AnyLines_AddsUp() => TestSeed.Run(seed =>
    {
        var random = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            var source = new Lines([.. Enumerable.Range(0, random.Next(1, 120)).Select(i => Any(i, random))]);
            var period = new Period(random.Next(2) == 0 ? null : new DateOnly(2010, 12, 2), null);
            try
            {
                var (lines, account) = SalesReader.Read(source, period);
                var plan = Planner.Plan(lines, account, Outlets.Default, seed);

                Assert.True(account.AddsUp, $"run {run}: {account.Read} read, {account.UsedCount} used, {account.NotUsedCount} not used");
                Assert.Equal(source.Count, account.Read);
                Assert.Equal(account.UsedAs(SalesLineKind.Sale) + account.UsedAs(SalesLineKind.WriteOff) - account.Repeats, PlannedLines(plan));
            }
            catch (InputException nothing)
            {
                Assert.Contains("has no sale to replay", nothing.Message, StringComparison.Ordinal);
            }
        }
    });

    [Fact]
    public void Account_LinePassedOver_DoesNotAddUp()
    {
        var account = new InputAccount();
        account.NoteRead();
        account.NoteRead();
        account.NoteUsed(SalesLineKind.Sale, 1);

        Assert.False(account.AddsUp);
    }

    [Fact]
    public void NotUsed_ManyLinesOfOneCause_KeepsTheFirstThreeAsExamples()
    {
        var account = new InputAccount();
        for (var i = 2; i < 12; i++)
        {
            account.NoteUnused(LineCause.NoGoods, i, "StockCode POST");
        }

        Assert.Equal(10, account.NotUsed[LineCause.NoGoods].Count);
        Assert.Equal(["line 2: StockCode POST", "line 3: StockCode POST", "line 4: StockCode POST"], account.NotUsed[LineCause.NoGoods].Examples);
    }

    [Fact]
    public void Read_CodesThatDifferInCase_AreCountedAsOtherSpellings()
    {
        var any = new RawLine { Number = 2, Invoice = "1", Quantity = "1", Date = "2010-12-01", Price = "1", Customer = "", Country = "" };

        var (lines, account) = SalesReader.Read(new Lines([any with { Code = "85123A" }, any with { Code = "85123a" }, any with { Code = "85123A" }]), default);

        Assert.Equal(1, account.OtherSpellings);
        Assert.Single(lines.Select(line => line.Sku).Distinct());
    }

    private static long PlannedLines(ReplayPlan plan) => plan.Events.Sum(e => e switch
    {
        Sale sale => sale.Lines.Count,
        WriteOff => 1,
        _ => 0,
    });

    private static RawLine Any(int i, Random random) => random.Next(20) == 0
        ? new RawLine { Number = i + 2, Fault = "2 fields instead of 7" }
        : new RawLine
        {
            Number = i + 2,
            Invoice = Pick(Invoices, random),
            Code = Pick(Codes, random),
            Quantity = Pick(Quantities, random),
            Date = Pick(Dates, random),
            Price = Pick(Prices, random),
            Customer = Pick(Customers, random),
            Country = i.ToString(CultureInfo.InvariantCulture),
        };

    // The first entries of each list are the good ones, and come more often.
    private static string Pick(string[] texts, Random random) => texts[Math.Min(random.Next(texts.Length), random.Next(texts.Length))];

    private sealed class Lines : ISalesSource
    {
        private readonly RawLine[] _lines;

        public Lines(RawLine[] lines) => _lines = lines;

        public int Count => _lines.Length;

        public string Description => "some lines";

        public IEnumerable<RawLine> Read() => _lines;
    }
}

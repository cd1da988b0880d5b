using PosIntegration.Generator;
using PosIntegration.Input;
using PosIntegration.Plan;

namespace PosIntegration.Tests.Generator;

public sealed class GeneratedSalesTests
{
    [Fact]
    public void Read_SameSeed_GivesTheSameLines() =>
        Assert.Equal(new GeneratedSales(5, default).Read(), new GeneratedSales(5, default).Read());

    [Fact]
    public void Read_OtherSeed_GivesOtherLines() =>
        Assert.NotEqual(new GeneratedSales(5, default).Read().Take(100), new GeneratedSales(6, default).Read().Take(100));

    [Fact]
    public void Read_Period_FillsItsDays()
    {
        var period = new Period(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 3));

        var days = Sales(new GeneratedSales(5, period)).Select(line => DateOnly.FromDateTime(line.At.Date)).Distinct().Order();

        Assert.Equal([new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 2), new DateOnly(2026, 5, 3)], days);
    }

    [Fact]
    public void Read_BestSellers_SellMost()
    {
        var byArticle = Sales(new GeneratedSales(5, default)).GroupBy(line => line.Sku).Select(lines => lines.Count()).OrderDescending().ToList();

        Assert.InRange(byArticle.Take(byArticle.Count / 10).Sum() / (double)byArticle.Sum(), 0.5, 0.9);
    }

    [Fact]
    public void Read_Nights_AreQuiet()
    {
        var byHour = Sales(new GeneratedSales(5, default)).Select(line => (line.Invoice, line.At.Hour)).Distinct().CountBy(line => line.Hour).ToDictionary();

        Assert.True(byHour[12] > 10 * byHour.GetValueOrDefault(3), $"{byHour[12]} at noon, {byHour.GetValueOrDefault(3)} at three");
    }

    [Fact]
    public void Read_FlashSale_IsTheBusiestHourByFar()
    {
        var invoices = Sales(new GeneratedSales(5, default)).DistinctBy(line => line.Invoice).CountBy(line => (line.At.Date, line.At.Hour)).Select(hour => hour.Value).OrderDescending().ToList();

        Assert.True(invoices[0] > 3 * invoices[1], $"{invoices[0]} invoices in the busiest hour, {invoices[1]} in the next");
    }

    [Fact]
    public void Read_ThreeWeeks_HasDirtOfManySortsAndAddsUp()
    {
        var (lines, account) = SalesReader.Read(new GeneratedSales(5, default), default);
        Planner.Plan(lines, account, Outlets.Default, seed: 5);

        Assert.True(account.AddsUp);
        Assert.InRange(account.NotUsed.Count, 6, 12);
        Assert.True(account.OtherSpellings > 0);
        Assert.True(account.UsedAs(SalesLineKind.Cancellation) > 10);
        Assert.True(account.UsedAs(SalesLineKind.WriteOff) > 5);
    }

    private static IEnumerable<SalesLine> Sales(GeneratedSales source) =>
        SalesReader.Read(source, default).Lines.Where(line => line.Kind == SalesLineKind.Sale);
}

using InventorySync.Stock;
using PosIntegration.Input;
using PosIntegration.Plan;

namespace PosIntegration.Tests.Plan;

public sealed class PlannerTests
{
    private readonly InputAccount _account = new();
    private long _number = 1;

    [Fact]
    public void Plan_RepeatedCodeInOneInvoice_CountsTogether()
    {
        var plan = Plan(Sale("1", "X", 2, "10:00"), Sale("1", "Y", 1, "10:00"), Sale("1", "X", 3, "10:01"));

        var sale = Assert.Single(plan.Events.OfType<Sale>());
        Assert.Equal([("X", 5L), ("Y", 1L)], sale.Lines.Select(line => (line.Sku.Value, line.Quantity)));
        Assert.Equal(At("10:00"), sale.At);
        Assert.Equal(1, _account.Repeats);
    }

    [Fact]
    public void Plan_LinesOutOfOrder_ArePlannedInTheOrderOfTime()
    {
        var plan = Plan(Sale("2", "X", 1, "12:00"), Sale("1", "X", 1, "11:00"));

        Assert.Equal(["1", "2"], plan.Events.OfType<Sale>().Select(sale => sale.Invoice));
    }

    [Fact]
    public void Plan_Cancellation_TakesTheCustomersLatestSalesFirst()
    {
        var plan = Plan(Sale("1", "X", 5, "10:00"), Sale("2", "X", 5, "11:00"), Sale("3", "X", 9, "11:30", customer: "8"), Cancel("C4", "X", 7, "12:00"));

        Assert.Equal([("2", 5L), ("1", 2L)], Assert.Single(plan.Events.OfType<Cancellation>()).Parts.Select(part => (part.SaleInvoice, part.Quantity)));
        Assert.Equal(0, _account.CancelledUnitsWithoutSale);
    }

    [Fact]
    public void Plan_CancellationOfMoreThanWasSold_CountsTheRest()
    {
        Plan(Sale("1", "X", 5, "10:00"), Cancel("C4", "X", 7, "12:00"));

        Assert.Equal(2, _account.CancelledUnitsWithoutSale);
        Assert.Equal(1, _account.UsedAs(SalesLineKind.Cancellation));
    }

    [Fact]
    public void Plan_CancellationThatRepeatsAnArticle_IsOnePartPerSale()
    {
        var plan = Plan(Sale("1", "X", 5, "10:00"), Sale("1", "X", 1, "10:00"), Cancel("C4", "X", 2, "12:00"), Cancel("C4", "X", 3, "12:00"));

        Assert.Equal([("1", 5L)], Assert.Single(plan.Events.OfType<Cancellation>()).Parts.Select(part => (part.SaleInvoice, part.Quantity)));
    }

    [Theory]
    [InlineData("09:00", "7")]
    [InlineData("12:00", "8")]
    [InlineData("12:00", "")]
    public void Plan_CancellationWithoutItsSale_IsNotUsedAndListed(string time, string customer)
    {
        var plan = Plan(Sale("1", "X", 5, "10:00", customer: customer.Length == 0 ? "" : "7"), Cancel("C4", "X", 5, time, customer));

        Assert.Empty(plan.Events.OfType<Cancellation>());
        Assert.Equal(["line 3: invoice C4, X, 5 units"], _account.NotUsed[LineCause.CancellationWithoutSale].Examples);
    }

    [Fact]
    public void Plan_SalesOfOneDay_OpensWithNineTenthsRoundedUp()
    {
        var plan = Plan(Sale("1", "X", 5, "10:00"), Sale("2", "Y", 20, "10:00"));

        Assert.Equal([("X", 5L), ("Y", 18L)], plan.Opening.Select(line => (line.Sku.Value, line.Quantity)));
        Assert.Equal(At("00:00"), plan.Start);
        Assert.Equal(["X", "Y"], plan.Articles.Select(sku => sku.Value));
    }

    [Fact]
    public void Plan_InvoiceTooLongForOneOperation_IsSplit()
    {
        var plan = Plan([.. Enumerable.Range(0, 1_001).Select(i => Sale("1", $"S{i}", 1, "10:00"))]);

        Assert.Equal([("1", "1", 1_000), ("1#2", "1", 1)], plan.Events.OfType<Sale>().Select(sale => (sale.Id, sale.Invoice, sale.Lines.Count)));
    }

    [Fact]
    public void Plan_WriteOff_IsItsOwnEvent()
    {
        var plan = Plan(Sale("1", "X", 5, "10:00"), Line(SalesLineKind.WriteOff, "2", "X", 3, "11:00", ""));

        Assert.Equal(("2", new Units(new Sku("X"), 3)), plan.Events.OfType<WriteOff>().Select(w => (w.Invoice, w.Line)).Single());
    }

    [Fact]
    public void Plan_OfflineWindows_DependOnTheSeedAlone()
    {
        SalesLine[] lines = [Sale("1", "X", 1, "10:00"), Sale("2", "X", 1, "10:00", day: 60)];

        Assert.Equal(Windows(lines, 1), Windows(lines, 1));
        Assert.NotEqual(Windows(lines, 1), Windows(lines, 2));
        Assert.InRange(Windows(lines, 1).Count, 10, 40);
    }

    private static List<DateTimeOffset> Windows(SalesLine[] lines, int seed) =>
        [.. Planner.Plan(lines, new InputAccount(), Outlets.Default, seed).Events.OfType<TillOffline>().Select(e => e.At)];

    private ReplayPlan Plan(params SalesLine[] lines) => Planner.Plan(lines, _account, Outlets.Default, seed: 1);

    private SalesLine Sale(string invoice, string code, long units, string time, string customer = "7", int day = 1) =>
        Line(SalesLineKind.Sale, invoice, code, units, time, customer, day);

    private SalesLine Cancel(string invoice, string code, long units, string time, string customer = "7") =>
        Line(SalesLineKind.Cancellation, invoice, code, units, time, customer);

    private SalesLine Line(SalesLineKind kind, string invoice, string code, long units, string time, string customer, int day = 1) => new()
    {
        Number = ++_number,
        Kind = kind,
        Invoice = invoice,
        Sku = new Sku(code),
        Units = units,
        At = At(time).AddDays(day - 1),
        Customer = customer,
    };

    private static DateTimeOffset At(string time) => new(2010, 12, 1, int.Parse(time[..2], null), int.Parse(time[3..], null), 0, TimeSpan.Zero);
}

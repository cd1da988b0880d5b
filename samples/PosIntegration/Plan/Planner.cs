using InventorySync.Stock;
using PosIntegration.Input;

namespace PosIntegration.Plan;

/// <summary>Turns the lines of the input into what is going to happen. Pure: the same lines and seed give the same plan.</summary>
internal sealed class Planner
{
    private static readonly TimeSpan ShippingTime = new(18, 30, 0);

    private readonly Outlets _outlets;
    private readonly int _seed;
    private readonly InputAccount _account;
    private readonly CancellationMatcher _matcher = new();
    private readonly List<ReplayEvent> _events = [];
    private readonly SortedDictionary<Sku, long> _demand = [];

    private Planner(Outlets outlets, int seed, InputAccount account)
    {
        _outlets = outlets;
        _seed = seed;
        _account = account;
    }

    /// <param name="lines">The usable lines; at least one sale.</param>
    /// <param name="account">Notes what each line is used for.</param>
    /// <param name="outlets">Who sells.</param>
    /// <param name="seed">When a till is offline.</param>
    public static ReplayPlan Plan(IReadOnlyList<SalesLine> lines, InputAccount account, Outlets outlets, int seed) =>
        new Planner(outlets, seed, account).Plan(lines);

    private ReplayPlan Plan(IReadOnlyList<SalesLine> lines)
    {
        // An invoice happens as a whole when its first line does; OrderBy and GroupBy keep the source's order otherwise.
        foreach (var invoice in lines.OrderBy(line => line.At).GroupBy(line => (line.Invoice, line.Kind)))
        {
            Add(invoice.Key.Kind, [.. invoice]);
        }

        var start = new DateTimeOffset(_events.Min(e => e.At).UtcDateTime.Date, TimeSpan.Zero);
        var end = new DateTimeOffset(_events.Max(e => e.At).UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        var parts = Supply.Parts(start, end);
        _events.AddRange(Supply.Deliveries([.. _demand], start, parts));
        for (var day = start; day < end; day += TimeSpan.FromDays(1))
        {
            _events.Add(new Shipping(day + ShippingTime));
        }

        if (_outlets.Tills.LastOrDefault() is { } till)
        {
            _events.AddRange(OfflineWindows.Of(till.Name, start, end, new Random(_seed)));
        }

        return new ReplayPlan
        {
            Start = start,
            Events = [.. _events.OrderBy(e => e.At).ThenBy(Rank)],
            Articles = [.. _demand.Keys],
            Opening = Supply.Opening([.. _demand], parts),
        };
    }

    private static int Rank(ReplayEvent e) => e switch
    {
        Delivery => 0,
        TillOnline => 1,
        TillOffline => 2,
        Shipping => 4,
        _ => 3,
    };

    private void Add(SalesLineKind kind, IReadOnlyList<SalesLine> invoice)
    {
        switch (kind)
        {
            case SalesLineKind.Sale:
                AddSale(invoice);
                break;
            case SalesLineKind.Cancellation:
                AddCancellation(invoice);
                break;
            default:
                AddWriteOffs(invoice);
                break;
        }
    }

    private void AddSale(IReadOnlyList<SalesLine> invoice)
    {
        var (number, at) = (invoice[0].Invoice, invoice[0].At);
        foreach (var (i, chunk) in Merged(invoice).Chunk(StockOperation.LinesMax).Index())
        {
            _events.Add(new Sale(at, i == 0 ? number : $"{number}#{i + 1}", number, _outlets.Of(number), chunk));
        }

        foreach (var line in invoice)
        {
            _demand[line.Sku] = _demand.GetValueOrDefault(line.Sku) + line.Units;
            _matcher.NoteSale(line);
        }

        _account.NoteUsed(SalesLineKind.Sale, invoice.Count);
    }

    private void AddCancellation(IReadOnlyList<SalesLine> invoice)
    {
        var parts = new List<CancelledUnits>();
        foreach (var line in invoice)
        {
            var found = _matcher.Match(line);
            if (found.Count == 0)
            {
                _account.NoteUnused(LineCause.CancellationWithoutSale, line.Number, $"invoice {line.Invoice}, {line.Sku}, {line.Units} units");
                continue;
            }

            parts.AddRange(found);
            _account.NoteUsed(SalesLineKind.Cancellation, 1);
            _account.CancelledUnitsWithoutSale += line.Units - found.Sum(part => part.Quantity);
        }

        if (parts.Count > 0)
        {
            // An invoice may repeat an article, and so may the sale that it takes back.
            var merged = parts.GroupBy(part => (part.SaleInvoice, part.Sku))
                .Select(same => new CancelledUnits(same.Key.SaleInvoice, same.Key.Sku, same.Sum(part => part.Quantity)));
            _events.Add(new Cancellation(invoice[0].At, invoice[0].Invoice, [.. merged]));
        }
    }

    private void AddWriteOffs(IReadOnlyList<SalesLine> invoice)
    {
        foreach (var line in Merged(invoice))
        {
            _events.Add(new WriteOff(invoice[0].At, invoice[0].Invoice, line));
        }

        _account.NoteUsed(SalesLineKind.WriteOff, invoice.Count);
    }

    private List<Units> Merged(IReadOnlyList<SalesLine> invoice)
    {
        var merged = invoice.GroupBy(line => line.Sku).Select(lines => new Units(lines.Key, lines.Sum(line => line.Units))).ToList();
        _account.NoteRepeats(invoice.Count - merged.Count);
        return merged;
    }
}

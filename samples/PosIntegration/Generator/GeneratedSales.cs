using System.Globalization;
using PosIntegration.Input;

namespace PosIntegration.Generator;

/// <summary>Sales of the shape of real ones, from a seed: a few articles sell most, days and weeks have their rhythm, one hour is a flash sale, some lines are dirty.</summary>
internal sealed class GeneratedSales : ISalesSource
{
    private const int DaysUsual = 21;
    private const int ArticleCount = 400;
    private const int FlashArticleCount = 3;
    private const int CustomerCount = 500;
    private const int FirstInvoice = 700_001;

    private static readonly DateOnly FirstDayUsual = new(2026, 3, 2);

    // Single units, and the packs of gift-ware.
    private static readonly int[] Quantities = [1, 1, 1, 1, 2, 2, 2, 3, 4, 6, 6, 12, 12, 24];

    private readonly int _seed;
    private readonly DateTimeOffset _firstDay;
    private readonly int _days;

    /// <param name="seed">The same seed and period give the same sales.</param>
    /// <param name="period">The days to fill; three weeks where an end is open.</param>
    public GeneratedSales(int seed, Period period)
    {
        _seed = seed;
        var first = period.From ?? period.To?.AddDays(1 - DaysUsual) ?? FirstDayUsual;
        var last = period.To ?? first.AddDays(DaysUsual - 1);
        _firstDay = new DateTimeOffset(first, TimeOnly.MinValue, TimeSpan.Zero);
        _days = Math.Max(1, last.DayNumber - first.DayNumber + 1);
    }

    public string Description => $"generated sales, seed {_seed}";

    public IEnumerable<RawLine> Read()
    {
        var random = new Random(_seed);
        var articles = new Articles(ArticleCount);
        var rhythm = new Rhythm(_firstDay, _days);
        var returns = new PriorityQueue<List<RawLine>, DateTimeOffset>();
        var (number, invoice) = (1L, FirstInvoice);
        for (var hour = _firstDay; hour < _firstDay.AddDays(_days); hour = hour.AddHours(1))
        {
            foreach (var at in Moments(hour, rhythm.Expected(hour), random))
            {
                var lines = returns.TryPeek(out _, out var due) && due <= at
                    ? returns.Dequeue()
                    : Invoice((invoice++).ToString(CultureInfo.InvariantCulture), at, rhythm.IsFlashSale(hour), articles, random);
                PlanReturn(lines, at, ref invoice, returns, random);
                foreach (var line in lines)
                {
                    yield return line with { Number = ++number };
                }
            }
        }
    }

    private static IEnumerable<DateTimeOffset> Moments(DateTimeOffset hour, double expected, Random random) =>
        Enumerable.Range(0, Poisson(expected, random)).Select(_ => hour.AddSeconds(random.Next(3_600))).Order();

    private static List<RawLine> Invoice(string number, DateTimeOffset at, bool isFlashSale, Articles articles, Random random)
    {
        // One invoice in eight names no customer, and one in a hundred is a write-off.
        var customer = random.Next(8) == 0 ? string.Empty : (12_000 + random.Next(CustomerCount)).ToString(CultureInfo.InvariantCulture);
        var isWriteOff = random.Next(100) == 0;
        var lines = new List<RawLine>();
        for (var i = isWriteOff ? 1 : 1 + Poisson(isFlashSale ? 1 : 6, random); i > 0; i--)
        {
            var code = isFlashSale && random.Next(10) > 0 ? articles.Codes[random.Next(FlashArticleCount)] : articles.Pick(random);
            var quantity = Quantities[random.Next(Quantities.Length)] * (isWriteOff ? -1 : 1);
            lines.Add(Line(number, at, isWriteOff ? string.Empty : customer, code, quantity, random));
            if (random.Next(150) == 0)
            {
                lines.Add(Dirt.Of(lines[^1], random));
            }
        }

        return lines;
    }

    private static RawLine Line(string invoice, DateTimeOffset at, string customer, string code, int quantity, Random random) => new()
    {
        Number = 0,
        Invoice = invoice,
        Code = code,
        Quantity = quantity.ToString(CultureInfo.InvariantCulture),
        Date = at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        Price = quantity < 0 ? "0.0" : (random.Next(42, 1_500) / 100m).ToString(CultureInfo.InvariantCulture),
        Customer = customer,
        Country = "Mexico",
    };

    // One invoice in thirty has its first line cancelled or brought back, between ten minutes and four days later.
    private static void PlanReturn(List<RawLine> lines, DateTimeOffset at, ref int invoice, PriorityQueue<List<RawLine>, DateTimeOffset> returns, Random random)
    {
        if (random.Next(30) != 0 || !int.TryParse(lines[0].Quantity, CultureInfo.InvariantCulture, out var units) || units < 1)
        {
            return;
        }

        var back = at.AddMinutes(random.Next(10, 4 * 24 * 60));
        returns.Enqueue(
            [
                lines[0] with
                {
                    Invoice = $"C{invoice++}",
                    Quantity = (-random.Next(1, units + 1)).ToString(CultureInfo.InvariantCulture),
                    Date = back.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                },
            ],
            back);
    }

    // Knuth, The Art of Computer Programming, volume 2, 3.4.1: quick for the small means here.
    private static int Poisson(double mean, Random random)
    {
        var (count, product, limit) = (0, random.NextDouble(), Math.Exp(-mean));
        while (product > limit)
        {
            count++;
            product *= random.NextDouble();
        }

        return count;
    }
}

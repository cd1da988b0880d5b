using InventorySync.Stock;

namespace PosIntegration.Plan;

/// <summary>
/// How much stock there is, derived from what is going to be asked for: nine tenths of an article's demand, in equal parts, one
/// on the shelves at the start and one with each weekly delivery. Demand is not so even, so that articles run out.
/// </summary>
internal static class Supply
{
    private const double ShareOfDemand = 0.9;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static readonly TimeSpan DeliveryTime = TimeSpan.FromHours(6);

    /// <summary>Parts into which the supply of a period is divided: one a started week.</summary>
    public static int Parts(DateTimeOffset start, DateTimeOffset end) => Math.Max(1, (int)Math.Ceiling((end - start) / Week));

    /// <summary>Units received up to and with one part, of 0, 1, 2…; rounded up, so that the first part has one of everything.</summary>
    public static long ReceivedUpTo(long demand, int part, int parts) => (long)Math.Ceiling(demand * ShareOfDemand * (part + 1) / parts);

    /// <summary>What lies on the shelves at the start.</summary>
    public static IReadOnlyList<Units> Opening(IReadOnlyList<KeyValuePair<Sku, long>> demand, int parts) =>
        [.. demand.Select(d => new Units(d.Key, ReceivedUpTo(d.Value, 0, parts)))];

    /// <summary>The deliveries after it: every seven days at six in the morning.</summary>
    public static IEnumerable<Delivery> Deliveries(IReadOnlyList<KeyValuePair<Sku, long>> demand, DateTimeOffset start, int parts)
    {
        for (var part = 1; part < parts; part++)
        {
            var lines = demand
                .Select(d => new Units(d.Key, ReceivedUpTo(d.Value, part, parts) - ReceivedUpTo(d.Value, part - 1, parts)))
                .Where(line => line.Quantity > 0);
            foreach (var (i, chunk) in lines.Chunk(StockOperation.LinesMax).Index())
            {
                yield return new Delivery(start + (Week * part) + DeliveryTime, $"delivery:{part + 1}:{i + 1}", chunk);
            }
        }
    }
}

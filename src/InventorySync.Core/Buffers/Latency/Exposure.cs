using InventorySync.Channels;
using InventorySync.Demand;

namespace InventorySync.Buffers.Latency;

/// <summary>
/// The units sold anywhere that what a channel shows does not reflect yet: mean and variance of their number. Pure.
/// </summary>
/// <remarks>
/// D = U + W: a sale on channel j is booked after U of j, and what is published reaches c after W of c. Over the channels j whose
/// sales count,
/// <c>m = sum rate·size·(E U + E W)</c> and
/// <c>v = sum rate·size²·(E U + E W) + sum (rate·size)²·Var U + (sum rate·size)²·Var W</c>: a compound Poisson process over a random
/// time that all sales of one channel share (law of total variance). Independent delays of single messages would give less, so v is
/// rather too large in calm times, and right in an outage, which delays everything.
/// </remarks>
/// <param name="Mean">m, in units.</param>
/// <param name="Variance">v, in units squared.</param>
/// <param name="UnitsPerSecond">What sells at the places that count.</param>
internal readonly record struct Exposure(double Mean, double Variance, double UnitsPerSecond)
{
    /// <summary>Reckons the exposure of a channel.</summary>
    /// <param name="channel">The channel that shows the quantity.</param>
    /// <param name="countsOwn">Whether its own sales count too: see <see cref="CountsOwnSales"/>.</param>
    /// <param name="demand">How fast the article sells, place by place.</param>
    /// <param name="push">W: how long a quantity is on its way to the channel.</param>
    /// <param name="delays">Gives U of each place.</param>
    /// <param name="now">The moment.</param>
    public static Exposure Of(
        ChannelId channel, bool countsOwn, IReadOnlyList<ChannelDemand> demand, DelayDistribution push, IDelays delays, DateTimeOffset now)
    {
        double mean = 0;
        double variance = 0;
        double perSecond = 0;
        for (var i = 0; i < demand.Count; i++)
        {
            var source = demand[i];
            if (source.OrdersPerSecond <= 0 || (!countsOwn && source.Channel == channel))
            {
                continue;
            }

            var delaysOf = delays.Of(source.Channel, now);

            // A place that answers nothing does not tell of its sales either.
            var ingest = delaysOf.Ingest.AtLeast(delaysOf.UnansweredFor);
            var seconds = ingest.MeanSeconds + push.MeanSeconds;
            var units = source.UnitsPerSecond;
            mean += units * seconds;
            variance += (source.OrdersPerSecond * source.SquaredUnitsPerOrder * seconds) + (units * units * ingest.Variance);
            perSecond += units;
        }

        return new Exposure(mean, variance + (perSecond * perSecond * push.Variance), perSecond);
    }

    /// <summary>
    /// Whether what a channel sells by itself has to be covered too: an absolute quantity that is written over its own sales,
    /// which it has not told yet, brings those units back.
    /// </summary>
    public static bool CountsOwnSales(ChannelDescriptor descriptor) =>
        descriptor.WriteMode != WriteMode.Delta && !(descriptor.LowersOnSale && descriptor.SubtractsOwnOpenOrders);

    /// <summary>Whether a channel asks before it sells, so that there is nothing to cover.</summary>
    public static bool IsCovered(ChannelDescriptor descriptor) => descriptor.CompareAndSet || descriptor.ReservesAtCheckout;
}

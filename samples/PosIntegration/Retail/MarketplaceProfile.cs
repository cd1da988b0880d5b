using InventorySync.Channels;
using InventorySync.Testing.Marketplaces;
using PosIntegration.Plan;

namespace PosIntegration.Retail;

/// <summary>What one of the three marketplaces is like, and how the retailer's app is set up for it.</summary>
/// <param name="Marketplace">The marketplace's own behaviour.</param>
/// <param name="OneWay">How long a message travels between it and the app.</param>
/// <param name="Configure">The app's settings for it.</param>
internal sealed record MarketplaceProfile(SimulatedMarketplaceOptions Marketplace, SimulatedDelay OneWay, Action<ChannelOptions> Configure)
{
    /// <summary>What goes wrong in ordinary times. Nothing here leaves a request without an answer: the replay makes its calls one at a time.</summary>
    private static readonly SimulatedFaults Ordinary = new()
    {
        ThrottleRate = 0.002,
        RequestLostRate = 0.002,
        AnswerLostRate = 0.002,
        RowFailureRate = 0.0005,
        NotificationLostRate = 0.01,
        NotificationDoubledRate = 0.02,
        NotificationLateRate = 0.01,
        OutagesPerDay = 0.25,
    };

    /// <summary>The profile of a marketplace.</summary>
    /// <param name="name">One of the names in <see cref="Outlet"/>.</param>
    /// <param name="seed">Where its chances begin.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such marketplace.</exception>
    public static MarketplaceProfile Of(string name, int seed) => name switch
    {
        // Many listings a call, compare-and-set, webhooks that carry the order within seconds.
        Outlet.Shopify => new(
            new SimulatedMarketplaceOptions
            {
                Name = name,
                Seed = seed + 1,
                BatchSizeMax = 250,
                CallsPerSecond = 2,
                CallBurst = 40,
                CompareAndSet = true,
                RestoresOnCancellation = true,
                PropagationDelay = Spread(2, 20),
                NotificationDelay = Spread(2, 20),
                Faults = Ordinary,
                HistoryLengthMax = HistoryLengthMax,
            },
            SimulatedDelay.Spread(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(400)),
            Calm),

        // Slow to show what it was told, and its webhooks only name the order, which has to be fetched. Sent to in batches.
        Outlet.Meli => new(
            new SimulatedMarketplaceOptions
            {
                Name = name,
                Seed = seed + 2,
                BatchSizeMax = 50,
                CallsPerSecond = 1,
                CallBurst = 10,
                RestoresOnCancellation = true,
                PropagationDelay = Spread(120, 1_200),
                NotificationDelay = Spread(60, 600),
                NotificationsCarryOrders = false,
                Faults = Ordinary,
                HistoryLengthMax = HistoryLengthMax,
            },
            SimulatedDelay.Spread(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(800)),
            options =>
            {
                Calm(options);
                options.BatchInterval = TimeSpan.FromSeconds(30);
            }),

        // Takes a feed of many listings, carries it out minutes later and is asked about it.
        Outlet.Amazon => new(
            new SimulatedMarketplaceOptions
            {
                Name = name,
                Seed = seed + 3,
                BatchSizeMax = 1_000,
                CallsPerSecond = 0.1,
                CallBurst = 5,
                ConfirmationTimeMax = TimeSpan.FromMinutes(15),

                // A feed whose answer was lost may have been taken, and is then carried out all the same.
                LateWriteTimeMax = TimeSpan.FromMinutes(15),
                ConfirmationDelay = Spread(30, 300),
                PropagationDelay = Spread(5, 60),
                NotificationDelay = Spread(20, 300),
                Faults = Ordinary,
                HistoryLengthMax = HistoryLengthMax,
            },
            SimulatedDelay.Spread(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(800)),
            Calm),

        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no marketplace of that name."),
    };

    /// <summary>The same marketplace, that many times as quick, and without accidents.</summary>
    public MarketplaceProfile InAHurry(double factor) => new(
        Marketplace with
        {
            CallsPerSecond = Marketplace.CallsPerSecond * factor,
            ConfirmationTimeMax = Marketplace.ConfirmationTimeMax / factor,
            LateWriteTimeMax = Marketplace.LateWriteTimeMax / factor,
            ConfirmationDelay = Quicker(Marketplace.ConfirmationDelay, factor),
            PropagationDelay = Quicker(Marketplace.PropagationDelay, factor),
            NotificationDelay = Quicker(Marketplace.NotificationDelay, factor),
            Faults = SimulatedFaults.None,
        },
        Quicker(OneWay, factor),
        options =>
        {
            Configure(options);
            options.BatchInterval /= factor;
        });

    // Room for every entry of nine months of sales: the audit reads the whole history.
    private const int HistoryLengthMax = 20_000_000;

    // Two months pass in minutes, and one process has the database for itself: the nets under notifications and signals are
    // drawn up less often than usual.
    private static void Calm(ChannelOptions options)
    {
        options.OrderPollInterval = TimeSpan.FromMinutes(30);
        options.CompareInterval = TimeSpan.FromHours(12);
    }

    private static SimulatedDelay Quicker(SimulatedDelay delay, double factor) =>
        delay.P50 > TimeSpan.Zero ? SimulatedDelay.Spread(delay.P50 / factor, delay.P99 / factor) : delay;

    private static SimulatedDelay Spread(double p50Seconds, double p99Seconds) =>
        SimulatedDelay.Spread(TimeSpan.FromSeconds(p50Seconds), TimeSpan.FromSeconds(p99Seconds));
}

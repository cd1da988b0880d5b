using InventorySync.Channels;
using InventorySync.DependencyInjection;
using InventorySync.Simulation.Worlds;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Simulation.Marketplaces;

/// <summary>What one marketplace of a world is like, and how the product is told to treat it.</summary>
internal sealed record MarketPlan
{
    public required string Name { get; init; }

    public required SimulatedMarketplaceOptions Marketplace { get; init; }

    /// <summary>What goes wrong there while the world is stirred.</summary>
    public required SimulatedFaults Faults { get; init; }

    /// <summary>Zero: each change is sent at once.</summary>
    public required TimeSpan BatchInterval { get; init; }

    /// <summary>Null: the orders are never polled, and come by notification alone.</summary>
    public required TimeSpan? OrderPollInterval { get; init; }

    /// <summary>Most units ever shown; null: no limit of ours.</summary>
    public required long? QuantityCap { get; init; }

    /// <summary>Share of the quota that is held back, and units that are: the larger counts.</summary>
    public required int BufferPercent { get; init; }

    /// <inheritdoc cref="BufferPercent"/>
    public required int BufferUnits { get; init; }

    public static MarketPlan Draw(Chance chance, string name)
    {
        var options = DrawMarketplace(chance, name);
        var isPolled = chance.Happens(0.8);
        return new MarketPlan
        {
            Name = name,
            Marketplace = options,
            Faults = chance.Happens(0.7) ? DrawFaults(chance, options, isPolled) : SimulatedFaults.None,
            BatchInterval = chance.Happens(0.2) ? TimeSpan.FromSeconds(10) : TimeSpan.Zero,
            OrderPollInterval = isPolled ? TimeSpan.FromSeconds(chance.Pick([15, 60, 120])) : null,
            QuantityCap = chance.Happens(0.2) ? chance.Between(1, 20) : null,
            BufferPercent = chance.Happens(0.3) ? chance.Between(1, 60) : 0,
            BufferUnits = chance.Happens(0.3) ? chance.Between(1, 5) : 0,
        };
    }

    /// <summary>Tells the product of the channel.</summary>
    public void Configure(ChannelOptions options)
    {
        options.BatchInterval = BatchInterval;
        options.OrderPollInterval = OrderPollInterval;
        options.QuantityCap = QuantityCap;
        options.Retry.DelayMax = TimeSpan.FromSeconds(30);
    }

    /// <summary>Tells the product what to hold back from it.</summary>
    public void Configure(InventorySyncBuilder sync) => sync.Buffers(buffers =>
    {
        buffers.Percent(BufferPercent).ForChannel(Name);
        buffers.Units(BufferUnits).ForChannel(Name);
    });

    private static SimulatedMarketplaceOptions DrawMarketplace(Chance chance, string name) => new()
    {
        Name = name,
        Seed = chance.Between(0, int.MaxValue - 1),
        BatchSizeMax = chance.Pick([1, 3, 50]),
        ConcurrencyMax = chance.Between(1, 3),
        CallsPerSecond = chance.Pick([0.5, 2, 20]),
        CallBurst = chance.Between(1, 10),
        TellsRetryAfter = chance.Happens(0.5),
        WriteMode = chance.Happens(0.2) ? WriteMode.Delta : WriteMode.Absolute,
        CompareAndSet = chance.Happens(0.4),
        LowersOnSale = chance.Happens(0.85),
        RestoresOnCancellation = chance.Happens(0.5),
        SubtractsOwnOpenOrders = chance.Happens(0.2),
        IdempotencyKeys = chance.Happens(0.5),
        ConfirmationTimeMax = chance.Happens(0.25) ? TimeSpan.FromSeconds(20) : TimeSpan.Zero,
        ConfirmationDelay = SimulatedDelay.Spread(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15)),
        PushTimeMax = TimeSpan.FromSeconds(chance.Pick([3, 10, 30])),
        LateWriteTimeMax = TimeSpan.FromSeconds(chance.Pick([0, 5, 20])),
        Latency = SimulatedDelay.Spread(TimeSpan.FromMilliseconds(80), TimeSpan.FromSeconds(1)),
        PropagationDelay = chance.Happens(0.5) ? SimulatedDelay.Spread(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)) : SimulatedDelay.None,
        NotificationDelay = SimulatedDelay.Spread(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(chance.Pick([1, 20]))),
        NotificationsCarryOrders = chance.Happens(0.5),
        NotifiesOfWrites = chance.Happens(0.3),
        OrderPageSize = chance.Pick([1, 5, 50]),
    };

    private static SimulatedFaults DrawFaults(Chance chance, SimulatedMarketplaceOptions options, bool isPolled)
    {
        double Sometimes(double rateMax) => chance.Happens(0.4) ? chance.Between(0, rateMax) : 0;
        return new SimulatedFaults
        {
            ThrottleRate = Sometimes(0.3),
            RequestLostRate = Sometimes(0.2),
            AnswerLostRate = Sometimes(0.2),
            SilenceRate = Sometimes(0.1),
            LateWriteRate = Sometimes(0.2),
            RowFailureRate = Sometimes(0.2),
            ConfirmationLostRate = options.ConfirmationTimeMax > TimeSpan.Zero ? Sometimes(0.2) : 0,
            OutagesPerDay = Sometimes(400),
            OutageTime = SimulatedDelay.Spread(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(2)),

            // Without polling nothing heals a notification that was never sent.
            NotificationLostRate = isPolled ? Sometimes(0.5) : 0,
            NotificationDoubledRate = Sometimes(0.3),
            NotificationLateRate = Sometimes(0.2),
            NotificationLateTimeMax = TimeSpan.FromMinutes(2),
        };
    }
}

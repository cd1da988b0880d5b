using System.Globalization;
using InventorySync.Channels;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Testing.Tests.Marketplaces;

/// <summary>Drives a marketplace of random semantics and faults by random buyers and pushes, all from one seed, in virtual time.</summary>
internal sealed class MarketplaceWorkload
{
    private readonly Random _random;
    private readonly SimulatedChannelAdapter _adapter;
    private readonly List<string> _orderIds = [];
    private int _keys;

    public MarketplaceWorkload(int seed)
    {
        _random = new Random(seed);
        Options = Draw(seed);
        Market = new SimulatedMarketplace(Options, Time)
        {
            NotificationSink = (notification, _) =>
            {
                var taken = _random.Next(5) > 0;
                if (taken)
                {
                    Taken.Add(notification);
                }

                return Task.FromResult(taken);
            },
        };
        _adapter = new SimulatedChannelAdapter(Market);
        for (var i = 0; i < 4; i++)
        {
            Market.AddListing(Listing(i), $"SKU-{i}", _random.Next(20));
        }
    }

    public VirtualTimeProvider Time { get; } = new();

    public SimulatedMarketplaceOptions Options { get; }

    public SimulatedMarketplace Market { get; }

    public IChannelAdapter Adapter => _adapter;

    public List<ChannelNotification> Taken { get; } = [];

    /// <summary>Each order as every call returned it, in the order of the calls.</summary>
    public List<ChannelOrder> Snapshots { get; } = [];

    public void Run(int steps)
    {
        var calls = new List<Task>();
        for (var i = 0; i < steps; i++)
        {
            Step(calls);
            Time.Advance(TimeSpan.FromMilliseconds(_random.Next(3_000)));
        }

        Market.Faults = SimulatedFaults.None;
        Time.Run(() => Task.WhenAll(calls));
        Time.Advance(TimeSpan.FromHours(2));
    }

    public IReadOnlyList<ChannelOrder> ReadAllOrders()
    {
        var read = new List<ChannelOrder>();
        Time.Run(async () =>
        {
            OrderPage? page = null;
            do
            {
                page = await _adapter.ReadOrdersAsync(page?.Cursor).ConfigureAwait(false);
                read.AddRange(page.Orders);
            }
            while (page.HasMore);
        });
        return read;
    }

    private void Step(List<Task> calls)
    {
        switch (_random.Next(10))
        {
            case < 4:
                if (Market.TryBuy([.. Lines()], out var order))
                {
                    _orderIds.Add(order.OrderId);
                    Snapshots.Add(order);
                }

                break;
            case < 7:
                calls.Add(PushAsync());
                break;
            case 7 when _orderIds.Count > 0:
                ChangeOrder(_orderIds[_random.Next(_orderIds.Count)]);
                break;
            case 8:
                Market.SetByHand(Listing(_random.Next(4)), _random.Next(20));
                break;
            default:
                calls.Add(SwallowAsync(_adapter.ReadStockAsync([Listing(_random.Next(4))])));
                break;
        }
    }

    private IEnumerable<PurchaseLine> Lines() => Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new PurchaseLine(Listing(_random.Next(4)), _random.Next(1, 4)));

    private void ChangeOrder(string orderId)
    {
        var line = Market.Orders.Single(order => order.OrderId == orderId).Lines[0];
        var open = line.Ordered - line.Cancelled - line.Fulfilled;
        switch (_random.Next(5))
        {
            case 0:
                Snapshots.Add(Market.Cancel(orderId, line.LineId, _random.NextInt64(open + 1)));
                break;
            case 1:
                Snapshots.Add(Market.Fulfil(orderId, line.LineId, _random.NextInt64(open + 1)));
                break;
            case 2:
                Snapshots.Add(Market.Refund(orderId, restock: _random.Next(2) == 0, line.LineId, _random.NextInt64(line.Fulfilled - line.Returned + 1)));
                break;
            case 3:
                Snapshots.Add(Market.Cancel(orderId));
                break;
            default:
                if (Market.TryEdit(orderId, line.LineId, line.Cancelled + line.Fulfilled + _random.Next(6), out var edited))
                {
                    Snapshots.Add(edited);
                }

                break;
        }
    }

    private async Task PushAsync()
    {
        using var patience = new CancellationTokenSource(Options.PushTimeMax, Time);
        var listings = Enumerable.Range(0, 4).OrderBy(_ => _random.Next()).Take(_random.Next(1, Options.BatchSizeMax + 1)).ToList();
        var pushes = listings.Select(i => new QuantityPush
        {
            Sku = new($"SKU-{i}"),
            ExternalId = Listing(i),
            Quantity = _random.Next(20),
            QuantityBefore = _random.Next(3) == 0 ? null : Market.Recorded(Listing(i)),
            IdempotencyKey = (++_keys).ToString(CultureInfo.InvariantCulture),
        }).ToList();
        await SwallowAsync(_adapter.PushAsync(pushes, patience.Token)).ConfigureAwait(false);
    }

    // Failed reads and pushes given up belong to the run.
    private static async Task SwallowAsync(Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
        }
    }

    private static string Listing(int i) => $"L{i}";

    private SimulatedMarketplaceOptions Draw(int seed) => new()
    {
        Seed = seed,
        BatchSizeMax = _random.Next(1, 5),
        CallsPerSecond = 0.2 + _random.NextDouble() * 3,
        CallBurst = _random.Next(1, 4),
        QuantityMax = 50,
        OrderPageSize = _random.Next(1, 10),
        WriteMode = Flip() ? WriteMode.Absolute : WriteMode.Delta,
        CompareAndSet = Flip(),
        LowersOnSale = Flip(),
        RestoresOnCancellation = Flip(),
        SubtractsOwnOpenOrders = Flip(),
        IdempotencyKeys = Flip(),
        ConfirmationTimeMax = Flip() ? TimeSpan.Zero : TimeSpan.FromMinutes(2),
        ConfirmationDelay = SimulatedDelay.Spread(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(90)),
        LateWriteTimeMax = Flip() ? TimeSpan.Zero : TimeSpan.FromMinutes(1),
        Latency = Flip() ? SimulatedDelay.None : SimulatedDelay.Spread(TimeSpan.FromMilliseconds(80), TimeSpan.FromSeconds(2)),
        PropagationDelay = Flip() ? SimulatedDelay.None : SimulatedDelay.Spread(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1)),
        NotificationDelay = SimulatedDelay.Spread(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30)),
        Faults = new()
        {
            ThrottleRate = 0.05,
            RequestLostRate = 0.05,
            AnswerLostRate = 0.05,
            SilenceRate = 0.05,
            LateWriteRate = 0.1,
            RowFailureRate = 0.1,
            ConfirmationLostRate = 0.1,
            OutagesPerDay = 500,
            OutageTime = SimulatedDelay.Spread(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1)),
            NotificationLostRate = 0.1,
            NotificationDoubledRate = 0.2,
            NotificationLateRate = 0.1,
        },
    };

    private bool Flip() => _random.Next(2) == 0;
}

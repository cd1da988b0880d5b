using FsCheck.Fluent;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>What must hold whatever the channel does: laws over random channels, sales, faults, crashes and pauses.</summary>
public sealed class DispatcherProperties
{
    private const int Skus = 6;

    private static readonly FsCheck.Gen<World> Worlds =
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from semantics in Gen.Choose(0, 3)
        from lowers in Gen.Elements(true, false)
        from batch in Gen.Elements(1, 2, 10)
        from concurrency in Gen.Elements(1, 3)
        from late in Gen.Elements(0, 0, 20, 90)
        from confirms in Gen.Elements(0, 0, 60)
        from trouble in Gen.Elements(0.0, 0.1, 0.4, 0.8)
        from batched in Gen.Elements(false, false, true)
        from steps in Gen.Choose(1, 60)
        select new World(seed, semantics, lowers, batch, concurrency, late, confirms, trouble, batched, steps);

    [Fact]
    public void I7_I8_EveryChannelConvergesAndNothingStaleLands() => Generators.Property.Holds(Worlds, world => world.Run(), count: 400);

    [Fact]
    public void Throttled_WhileTheChannelsOwnSaleBecameKnown_DoubtsWhatWasKnownBefore() =>
        new World(850917084, Semantics: 2, Lowers: true, Batch: 10, Concurrency: 1, LateSeconds: 0, ConfirmSeconds: 60, Trouble: 0.4, Batched: false, Steps: 16).Run();

    /// <summary>One random life of one channel.</summary>
    public sealed record World(
        int Seed, int Semantics, bool Lowers, int Batch, int Concurrency, int LateSeconds, int ConfirmSeconds, double Trouble, bool Batched, int Steps)
    {
        public void Run()
        {
            var random = new Random(Seed);
            using var broadcast = new BroadcastUnderTest();
            var shop = new UnreliableChannel(Descriptor(), broadcast, random) { Trouble = Trouble };
            broadcast.Add(shop, options =>
            {
                options.BatchInterval = TimeSpan.FromSeconds(Batched ? 30 : 0);
                options.Retry.AttemptsMax = int.MaxValue;
            });
            var stock = new Stock(broadcast, shop, random);
            broadcast.Start();
            for (var step = 0; step < Steps; step++)
            {
                Step(broadcast, stock, random);
            }

            // Calm: the channel answers, everything it sold becomes known, nobody sells any more.
            shop.Trouble = 0;
            stock.IsReadable = true;
            broadcast.Broadcast.ResumeAsync(BroadcastUnderTest.Shop).GetAwaiter().GetResult();
            stock.ReadOrders();
            broadcast.Advance(2_000);

            Assert.Empty(shop.Broken);
            Assert.Equal((0, 0, 0), (broadcast.Status().Stale, broadcast.Status().QueueDepth, broadcast.Status().InFlight));
            foreach (var sku in Stock.Names)
            {
                Assert.Equal(stock.Desired(sku), shop.Shown.GetValueOrDefault(sku));
                Assert.Equal(stock.Desired(sku), broadcast.Row(sku).Acknowledged);
                Assert.Null(broadcast.Row(sku).Sending);
            }

            // I7: once equal, nothing more is sent.
            var pushes = shop.Pushes;
            broadcast.Signals.EverythingChanged();
            broadcast.Advance(2_000);
            Assert.Equal(pushes, shop.Pushes);
        }

        private ChannelDescriptor Descriptor() => new()
        {
            Kind = "random",
            BatchSizeMax = Batch,
            ConcurrencyMax = Concurrency,
            CallsPerSecond = 5,
            CallBurst = 3,
            CompareAndSet = Semantics == 1,
            WriteMode = Semantics == 2 ? WriteMode.Delta : WriteMode.Absolute,
            LowersOnSale = Lowers,
            PushTimeMax = TimeSpan.FromSeconds(10),
            LateWriteTimeMax = TimeSpan.FromSeconds(LateSeconds),
            ConfirmationTimeMax = TimeSpan.FromSeconds(Semantics == 3 ? ConfirmSeconds : 0),
        };

        private static void Step(BroadcastUnderTest broadcast, Stock stock, Random random)
        {
            switch (random.Next(12))
            {
                case < 4:
                    stock.Till(Stock.Any(random));
                    break;
                case < 6:
                    stock.Buyer(Stock.Any(random));
                    break;
                case 6:
                    stock.ReadOrders();
                    break;
                case 7:
                    stock.IsReadable = random.Next(3) > 0;
                    break;
                case 8:
                    broadcast.Crash();
                    broadcast.Advance(random.Next(3));
                    broadcast.Start();
                    break;
                case 9:
                    var pause = random.Next(3) == 0;
                    (pause ? broadcast.Broadcast.PauseAsync(BroadcastUnderTest.Shop) : broadcast.Broadcast.ResumeAsync(BroadcastUnderTest.Shop)).GetAwaiter().GetResult();
                    break;
                default:
                    broadcast.Advance(random.NextDouble() * 20);
                    break;
            }
        }
    }

    /// <summary>What there is, and the channel's orders that nobody has read yet.</summary>
    private sealed class Stock
    {
        private readonly BroadcastUnderTest _broadcast;
        private readonly UnreliableChannel _shop;
        private readonly Random _random;
        private readonly Dictionary<string, long> _units = [];
        private readonly Queue<(string Sku, long Units)> _unread = new();

        public Stock(BroadcastUnderTest broadcast, UnreliableChannel shop, Random random)
        {
            (_broadcast, _shop, _random) = (broadcast, shop, random);
            broadcast.Orders.Answer = () =>
            {
                if (IsReadable)
                {
                    ReadOrders();
                }

                return Task.FromResult(IsReadable);
            };
            foreach (var sku in Names)
            {
                _units[sku] = random.Next(8);
                broadcast.Publication.Set(sku, _units[sku]);
                broadcast.Map(sku, null);
                shop.Shown[sku] = random.Next(8);
            }
        }

        public static IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, Skus).Select(i => $"S{i}")];

        /// <summary>Whether the channel lets its orders be read.</summary>
        public bool IsReadable { get; set; } = true;

        public static string Any(Random random) => Names[random.Next(Names.Count)];

        public long Desired(string sku) => Math.Max(0, _units[sku]);

        public void Till(string sku)
        {
            var change = _random.Next(4) == 0 ? _random.Next(6) : -_random.Next(3);
            Move(sku, change);
            _broadcast.Signals.SkuSold(new Sku(sku));
        }

        public void Buyer(string sku)
        {
            var units = _shop.Buy(sku);
            if (units > 0)
            {
                _unread.Enqueue((sku, units));
            }
        }

        public void ReadOrders()
        {
            while (_unread.TryDequeue(out var order))
            {
                Move(order.Sku, -order.Units);
                _broadcast.Signals.OwnOrderChanged(BroadcastUnderTest.Shop, new Sku(order.Sku));
                _broadcast.Signals.SkuSold(new Sku(order.Sku));
            }
        }

        private void Move(string sku, long change)
        {
            _units[sku] += change;
            _broadcast.Publication.Set(sku, Desired(sku));
        }
    }
}

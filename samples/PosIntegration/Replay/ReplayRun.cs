using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Testing;
using InventorySync.Testing.Marketplaces;
using PosIntegration.Audit;
using PosIntegration.CommandLine;
using PosIntegration.Plan;
using PosIntegration.Replay.Time;
using PosIntegration.Retail;

namespace PosIntegration.Replay;

/// <summary>Plays a plan against the retailer's app and the marketplaces, in the order of its time, and leaves everything for the audit.</summary>
/// <remarks>One step at a time, on no fixed thread, without a synchronisation context.</remarks>
internal sealed class ReplayRun : IAsyncDisposable
{
    private const int CrashCopiesMax = 3;

    /// <summary>The shop opens so long before the first day, so that its listings are told when it begins.</summary>
    private static readonly TimeSpan Preparation = TimeSpan.FromHours(12);

    /// <summary>Longer than any delay, retry or poll: what has not come to rest by then never does.</summary>
    private static readonly TimeSpan RestMax = TimeSpan.FromDays(3);

    private static readonly TimeSpan RestStep = TimeSpan.FromMinutes(10);

    private readonly ReplayPlan _plan;
    private readonly ReplayClock _clock;
    private readonly IReadOnlyList<MarketplaceHost> _hosts;
    private readonly RetailerApp _app;
    private readonly Dictionary<string, MarketDesk> _markets = [];
    private readonly Dictionary<string, TillDesk> _tills = [];
    private readonly List<OutletTotals> _totals = [];
    private readonly SoldUnits _sold = new();
    private readonly StockDesk _stock;
    private readonly Warehouse _warehouse;
    private readonly Parcels _parcels;
    private readonly CrashCopies _copies;
    private readonly HashSet<int> _copyAfter;
    private int _done;

    private ReplayRun(ReplayPlan plan, ReplaySettings settings, ReplayFiles files, ReplayClock clock, IReadOnlyList<MarketplaceHost> hosts, RetailerApp app)
    {
        _plan = plan;
        _clock = clock;
        _hosts = hosts;
        _app = app;
        _stock = new StockDesk(app.Stock);
        _warehouse = new Warehouse(_stock, clock.Time);
        _copies = new CrashCopies(files.Database, files.Folder);
        _copyAfter = [.. Enumerable.Range(1, CrashCopiesMax).Select(i => plan.Events.Count * i / (CrashCopiesMax + 1))];
        foreach (var outlet in settings.Outlets.All)
        {
            var totals = new OutletTotals { Name = outlet.Name, IsTill = outlet.IsTill };
            _totals.Add(totals);
            if (outlet.IsTill)
            {
                _tills[outlet.Name] = new TillDesk(_stock, _sold, totals, clock.Time, Path.Combine(files.Folder, $"{outlet.Name}.journal"));
            }
            else
            {
                _markets[outlet.Name] = new MarketDesk(hosts.Single(host => host.Name == outlet.Name).Marketplace, _sold, totals);
            }
        }

        _parcels = new Parcels(app.Store.Ledger, [.. _markets.Values], clock.Time);
    }

    public RetailerApp App => _app;

    public StockDesk Stock => _stock;

    public Warehouse Warehouse => _warehouse;

    public IReadOnlyList<OutletTotals> Totals => _totals;

    public IReadOnlyList<TillDesk> Tills => [.. _tills.Values];

    public IReadOnlyList<SimulatedMarketplace> Marketplaces => [.. _markets.Values.Select(market => market.Marketplace)];

    public CrashCopies Copies => _copies;

    public int EventsDone => _done;

    /// <summary>Since when everything was at rest, and no fault was on any more.</summary>
    public DateTimeOffset QuietSince { get; private set; }

    /// <summary>How long the replay went on looking after that.</summary>
    public static TimeSpan QuietFor { get; } = TimeSpan.FromHours(2);

    /// <summary>When the data's clock has to start for this plan.</summary>
    public static DateTimeOffset ClockStart(ReplayPlan plan) => plan.Start - Preparation;

    /// <summary>Starts the marketplaces and the retailer's app on loopback; nothing has been sold yet.</summary>
    public static async Task<ReplayRun> StartAsync(
        ReplayPlan plan, ReplaySettings settings, ReplayFiles files, ReplayClock clock, CancellationToken cancellationToken)
    {
        var hosts = new List<MarketplaceHost>();
        foreach (var outlet in settings.Outlets.Marketplaces)
        {
            hosts.Add(await MarketplaceHost.StartAsync(MarketplaceProfile.Of(outlet.Name, settings.Seed), clock.Time, cancellationToken).ConfigureAwait(false));
        }

        RetailChannel[] channels = [.. hosts.Select(host => host.ToChannel(new SequencedHandler(clock.Calls, clock.Time, host.DrawOneWay)))];
        var app = RetailerApp.Build(files.Database, channels, settings.Buffer, port: 0, new RetailerSetup
        {
            // Nobody reserves for a time here; looking for what has expired every few seconds of two months would be most of the work.
            Inventory = sync => sync
                .UseVirtualTime(clock.Time, settings.Seed)
                .Configure<ReservationOptions>(options => options.SweepInterval = TimeSpan.FromHours(1)),
        });
        await app.StartAsync(cancellationToken).ConfigureAwait(false);
        foreach (var host in hosts)
        {
            host.NotifyAt(app.Address, new SequencedHandler(clock.Calls, clock.Time, () => TimeSpan.Zero));
        }

        return new ReplayRun(plan, settings, files, clock, hosts, app);
    }

    /// <summary>Plays the plan to its end and lets everything come to rest.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        foreach (var planned in _plan.Events)
        {
            await _clock.AdvanceToAsync(planned.At, cancellationToken).ConfigureAwait(false);
            var asked = _stock.Asked.Count;
            await PlayAsync(planned, cancellationToken).ConfigureAwait(false);
            _done++;
            CopyAfterOutcome(asked);
            await _clock.SettleAsync().ConfigureAwait(false);
        }

        await ComeToRestAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var till in _tills.Values)
        {
            till.Dispose();
        }

        await _app.DisposeAsync().ConfigureAwait(false);
        foreach (var host in _hosts)
        {
            await host.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Fills the shelves, lists every article everywhere, and lets the app find the listings by reading them.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await _clock.SettleAsync().ConfigureAwait(false);
        await _warehouse.OpenAsync(_plan.Opening, cancellationToken).ConfigureAwait(false);
        foreach (var market in _markets.Values)
        {
            market.List(_plan.Articles);
            var import = _app.Listings.ImportAsync(new ChannelId(market.Marketplace.Options.Name), cancellationToken);
            await _clock.UntilAsync(import, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task PlayAsync(ReplayEvent planned, CancellationToken cancellationToken)
    {
        switch (planned)
        {
            case Sale { Outlet.IsTill: true } sale:
                return _tills[sale.Outlet.Name].SellAsync(sale, cancellationToken);
            case Sale sale:
                _markets[sale.Outlet.Name].Buy(sale);
                return Task.CompletedTask;
            case Cancellation cancellation:
                return TakeBackAsync(cancellation, cancellationToken);
            case Delivery delivery:
                return _warehouse.TakeInAsync(delivery, cancellationToken);
            case WriteOff writeOff:
                return _warehouse.WriteOffAsync(writeOff, cancellationToken);
            case Shipping:
                return _parcels.ShipAsync(cancellationToken);
            case TillOffline offline:
                _tills[offline.Till].GoOffline();
                return Task.CompletedTask;
            case TillOnline online:
                return _tills[online.Till].ComeBackAsync(_app.Intake, cancellationToken);
            default:
                throw new InvalidOperationException($"Nobody plays {planned.GetType().Name}.");
        }
    }

    private async Task TakeBackAsync(Cancellation cancellation, CancellationToken cancellationToken)
    {
        foreach (var part in cancellation.Parts)
        {
            var (units, outlet, order) = _sold.TakeBack(part.SaleInvoice, part.Sku, part.Quantity);
            if (order is not null)
            {
                _markets[outlet].TakeBack(order, units);
            }
            else if (units > 0)
            {
                await _warehouse.TakeBackAsync(cancellation.Invoice, part, units, outlet, cancellationToken).ConfigureAwait(false);
                _totals.Single(totals => totals.Name == outlet).UnitsBack += units;
            }
        }
    }

    // Before anything else moves: what is on the disk at this moment is what a kill right after the outcome would leave.
    private void CopyAfterOutcome(int askedBefore)
    {
        if (_stock.Asked.Count > askedBefore
            && _copyAfter.Any(after => after <= _done)
            && _stock.Asked[^1] is { Status: OutcomeStatus.Applied, Operation.Kind: not OperationKind.RecordSale } last)
        {
            _copies.Take(last.Operation.Id, _clock.Now);
            _copyAfter.RemoveWhere(after => after <= _done);
        }
    }

    /// <summary>Brings the tills back, lets every fault heal, and waits until nothing is under way any more; then looks on for a while.</summary>
    private async Task ComeToRestAsync(CancellationToken cancellationToken)
    {
        foreach (var till in _tills.Values)
        {
            await till.ComeBackAsync(_app.Intake, cancellationToken).ConfigureAwait(false);
        }

        foreach (var host in _hosts)
        {
            host.Marketplace.Faults = SimulatedFaults.None;
        }

        var giveUpAt = _clock.Now + RestMax;
        do
        {
            await _clock.AdvanceToAsync(_clock.Now + RestStep, cancellationToken).ConfigureAwait(false);
        }
        while (_clock.Now < giveUpAt && !await IsAtRestAsync(cancellationToken).ConfigureAwait(false));

        QuietSince = _clock.Now;
        await _clock.AdvanceToAsync(_clock.Now + QuietFor, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsAtRestAsync(CancellationToken cancellationToken)
    {
        // What notifications missed is read first: it may change what every channel has to show.
        var isAllRead = true;
        foreach (var host in _hosts)
        {
            isAllRead &= await _clock.UntilAsync(_app.Intake.CatchUpAsync(new ChannelId(host.Name), cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        await _clock.SettleAsync().ConfigureAwait(false);
        foreach (var host in _hosts)
        {
            var status = await _app.Broadcast.ReadStatusAsync(new ChannelId(host.Name), cancellationToken).ConfigureAwait(false);
            if (status.Stale + status.ToCompare + status.InFlight + status.AwaitingConfirmation + host.Marketplace.NotificationsUnderWay > 0)
            {
                return false;
            }
        }

        return isAllRead;
    }
}

using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Marketplaces;

/// <summary>
/// A marketplace in memory: listings with a quantity of its own, buyers whom the test drives, orders, notifications, and
/// whatever goes wrong between a marketplace and its sellers. Adapters reach it in process
/// (<see cref="SimulatedChannelAdapter"/>) or over HTTP.
/// </summary>
/// <remarks>
/// <para>
/// A listing has two quantities. Its <em>record</em> is what was written last: what the interface reads, compares and writes.
/// What is <em>shown</em> is what buyers see and can buy; it follows the record after
/// <see cref="SimulatedMarketplaceOptions.PropagationDelay"/>. No buyer ever gets more than is shown.
/// </para>
/// <para>
/// All chances come from one seed and nothing happens but by calls and the clock: the same seed and the same calls at the same
/// times give the same history, from one thread. Safe from any thread; several make the order of the draws theirs.
/// </para>
/// </remarks>
public sealed partial class SimulatedMarketplace : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Agenda _agenda = new();
    private readonly List<MarketListing> _listings = [];
    private readonly Dictionary<string, MarketListing> _byExternalId = [];
    private readonly List<NotificationSender.Dispatch> _outgoing = [];
    private readonly LoopRuntime _runtime;
    private readonly HistoryLog _history;
    private readonly OrderBook _orders;
    private readonly CallGate _gate;
    private readonly WriteDesk _desk;
    private readonly NotificationSender _sender;

    /// <summary>Makes a marketplace without listings.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="random">Its chances; null: begun at <see cref="SimulatedMarketplaceOptions.Seed"/>. Used by nobody else.</param>
    /// <exception cref="ArgumentException">A setting is outside its range; the message names it.</exception>
    public SimulatedMarketplace(SimulatedMarketplaceOptions options, TimeProvider time, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.ThrowIfInvalid();
        Options = options;
        Time = time;
        random ??= new Random(options.Seed);
        _runtime = new(time, random, inlineContinuations: time is VirtualTimeProvider);
        _history = new(options.HistoryLengthMax);
        _orders = new(options.Name, options.OrderPageSize);
        _gate = new(options, random, _history, time.GetUtcNow());
        _desk = new(options, random, _history, _agenda, _gate);
        _sender = new(options, _runtime, random);
    }

    /// <summary>How it behaves.</summary>
    public SimulatedMarketplaceOptions Options { get; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>What goes wrong from now on; set <see cref="SimulatedFaults.None"/> to let everything heal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate is outside 0 to 1.</exception>
    public SimulatedFaults Faults
    {
        get => Locked(_ => _gate.Faults);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.ThrowIfInvalid();
            Locked(_ => _gate.Faults = value);
        }
    }

    /// <summary>Where its notifications go; null: it has no receiver and notifies nobody.</summary>
    /// <remarks>
    /// Answers whether the notification was taken, as an HTTP receiver does with 2xx; otherwise, and when it throws, the
    /// notification comes again. With no notification delay it runs inside the call that changed the order.
    /// </remarks>
    public Func<ChannelNotification, CancellationToken, Task<bool>>? NotificationSink
    {
        get => _sender.Sink;
        set => _sender.Sink = value;
    }

    /// <summary>Notifications that are on their way or will be tried again.</summary>
    public int NotificationsUnderWay => _sender.UnderWay;

    /// <summary>Everything that happened, oldest first, up to <see cref="SimulatedMarketplaceOptions.HistoryLengthMax"/> entries.</summary>
    public IReadOnlyList<MarketplaceEvent> History => Locked(_ => _history.ToList());

    /// <summary>The counts so far.</summary>
    public MarketplaceTotals Totals => Locked(_ => _history.Totals);

    /// <summary>Its listings in the order in which they were added, with what buyers see.</summary>
    public IReadOnlyList<ChannelListing> Listings => Locked<IReadOnlyList<ChannelListing>>(_ => [.. _listings.Select(ToShown)]);

    /// <summary>Creates a listing.</summary>
    /// <param name="externalId">Its id at the marketplace.</param>
    /// <param name="sku">The seller's SKU as it stands there; null: none.</param>
    /// <param name="quantity">What is recorded and shown at first.</param>
    /// <exception cref="ArgumentException">There is one with that id.</exception>
    public void AddListing(string externalId, string? sku, long quantity = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalId);
        ThrowIfNoQuantity(quantity);
        Locked(now =>
        {
            var listing = new MarketListing(Options, externalId, sku, quantity);
            if (!_byExternalId.TryAdd(externalId, listing))
            {
                throw new ArgumentException($"There is a listing '{externalId}' at '{Options.Name}' already.", nameof(externalId));
            }

            _listings.Add(listing);
            _history.Add(now, MarketplaceEventKind.ListingAdded, listing, quantity, 0);
        });
    }

    /// <summary>What buyers see of a listing.</summary>
    /// <param name="externalId">The listing.</param>
    /// <exception cref="ArgumentException">There is no such listing.</exception>
    public long Shown(string externalId) => Locked(_ => Get(externalId).Shown);

    /// <summary>What was written last: what the interface reads.</summary>
    /// <param name="externalId">The listing.</param>
    /// <exception cref="ArgumentException">There is no such listing.</exception>
    public long Recorded(string externalId) => Locked(_ => Get(externalId).Recorded);

    /// <summary>Sets a quantity as somebody does who edits it at the marketplace itself: recorded and shown at once.</summary>
    /// <param name="externalId">The listing.</param>
    /// <param name="quantity">The quantity, from 0.</param>
    /// <exception cref="ArgumentException">There is no such listing, or the quantity is outside its range.</exception>
    public void SetByHand(string externalId, long quantity)
    {
        ThrowIfNoQuantity(quantity);
        Locked(now =>
        {
            var listing = Get(externalId);
            var shownBefore = listing.Shown;
            listing.SetByHand(quantity);
            _history.Add(now, MarketplaceEventKind.EditedByHand, listing, quantity, shownBefore);
        });
    }

    /// <summary>Makes every write to a listing be refused for good, or lets it be written again.</summary>
    /// <param name="externalId">The listing.</param>
    /// <param name="poisoned">Whether it is refused.</param>
    /// <exception cref="ArgumentException">There is no such listing.</exception>
    public void Poison(string externalId, bool poisoned = true) => Locked(_ => Get(externalId).IsPoisoned = poisoned);

    /// <summary>Makes the next calls fail, before any fault by chance.</summary>
    /// <param name="fault">How. <see cref="SimulatedFault.None"/> lets a call through whatever the rates and the limit say.</param>
    /// <param name="calls">How many calls.</param>
    public void FailNext(SimulatedFault fault, int calls = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        Locked(_ => _gate.FailNext(fault, calls));
    }

    /// <summary>Plans an outage of the interface. Buyers go on buying meanwhile.</summary>
    /// <param name="from">When it begins.</param>
    /// <param name="length">How long it lasts.</param>
    public void PlanOutage(DateTimeOffset from, TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        Locked(_ => _gate.PlanOutage(from, from + length));
    }

    /// <summary>Makes a notification with any body, signed as its own are: to see what a receiver makes of one that it can't read.</summary>
    /// <param name="body">The body.</param>
    /// <param name="topic">The topic; null: that of an order.</param>
    public ChannelNotification Sign(ReadOnlyMemory<byte> body, string? topic = null) =>
        NotificationCodec.Write(Options.NotificationSecret, Options.Name + "-signed", topic ?? NotificationCodec.OrderTopic, body);

    /// <summary>Gives up the notifications that are on their way.</summary>
    public void Dispose() => _sender.Dispose();

    private MarketListing Get(string externalId) => _byExternalId.GetValueOrDefault(externalId)
        ?? throw new ArgumentException($"There is no listing '{externalId}' at '{Options.Name}'.", nameof(externalId));

    private static ChannelListing ToShown(MarketListing listing) =>
        new() { ExternalId = listing.ExternalId, Sku = listing.Sku, Quantity = listing.Shown };

    private void ThrowIfNoQuantity(long quantity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantity, Options.QuantityMax);
    }

    private void Locked(Action<DateTimeOffset> action) => Locked(now =>
    {
        action(now);
        return true;
    });

    /// <summary>Brings the marketplace up to now, does something with it, and starts the notifications that this caused.</summary>
    private T Locked<T>(Func<DateTimeOffset, T> action)
    {
        T result;
        NotificationSender.Dispatch[] outgoing = [];
        lock (_lock)
        {
            var now = Time.GetUtcNow();
            _agenda.RunDue(now);
            result = action(now);
            if (_outgoing.Count > 0)
            {
                outgoing = [.. _outgoing];
                _outgoing.Clear();
            }
        }

        foreach (var dispatch in outgoing)
        {
            _sender.Start(dispatch, NotificationEnded);
        }

        return result;
    }

    private void Notify(DateTimeOffset now, string topic, ReadOnlyMemory<byte> body)
    {
        if (_sender.Sink is null)
        {
            return;
        }

        var dispatch = _sender.Plan(_gate.Faults, topic, body);
        if (dispatch.Delays.Count == 0)
        {
            _history.Add(now, MarketplaceEventKind.NotificationLost, dispatch.Id);
        }

        _outgoing.Add(dispatch);
    }

    private void NotificationEnded(string id, bool taken) => Locked(now =>
        _history.Add(now, taken ? MarketplaceEventKind.NotificationTaken : MarketplaceEventKind.NotificationLost, id));
}

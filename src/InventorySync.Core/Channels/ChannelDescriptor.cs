namespace InventorySync.Channels;

/// <summary>A channel's semantics, as its adapter declares them; the engine acts on each.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ChannelDescriptor
{
    /// <summary>What kind of channel, such as <c>shopify</c>; stands in metrics and logs.</summary>
    public required string Kind { get; init; }

    /// <summary>Most listings in one push.</summary>
    /// <value>1</value>
    public int BatchSizeMax { get; init; } = 1;

    /// <summary>Most pushes under way at once.</summary>
    /// <value>1</value>
    public int ConcurrencyMax { get; init; } = 1;

    /// <summary>Calls a second that the channel permits in the long run; the dispatcher adapts to its throttling.</summary>
    /// <value>2</value>
    public double CallsPerSecond { get; init; } = 2;

    /// <summary>Calls at once after a pause.</summary>
    /// <value>1</value>
    public int CallBurst { get; init; } = 1;

    /// <summary>The largest quantity that the channel can show.</summary>
    /// <value>99,999</value>
    public long QuantityMax { get; init; } = 99_999;

    /// <summary>Whether it takes quantities or differences.</summary>
    /// <value><see cref="WriteMode.Absolute"/></value>
    public WriteMode WriteMode { get; init; } = WriteMode.Absolute;

    /// <summary>Whether it writes only if it shows what is expected; used whenever it is there.</summary>
    /// <value>false</value>
    public bool CompareAndSet { get; init; }

    /// <summary>Whether it reserves here, and so asks, before it takes an order: then nothing is held back for its delay.</summary>
    /// <value>false</value>
    public bool ReservesAtCheckout { get; init; }

    /// <summary>Whether it lowers its own quantity when it sells.</summary>
    /// <value>true</value>
    public bool LowersOnSale { get; init; } = true;

    /// <summary>Whether it raises its own quantity when an order is cancelled.</summary>
    /// <value>false</value>
    public bool RestoresOnCancellation { get; init; }

    /// <summary>
    /// Whether it shows what it was told less its own open orders, so that those have to be added to what it is told. Every
    /// quantity that goes over the contract is then what it was told: pushed, expected before, in a conflict, read from it.
    /// Its open orders are those that came as snapshots; a kit's open units count for the kit, not for its components.
    /// </summary>
    /// <value>false</value>
    public bool SubtractsOwnOpenOrders { get; init; }

    /// <summary>How long a write that was taken may take to be carried out; after that it counts as lost. Zero: writes are carried out at once.</summary>
    /// <value>zero</value>
    public TimeSpan ConfirmationTimeMax { get; init; } = TimeSpan.Zero;

    /// <summary>How long one push may take before its outcome counts as unknown.</summary>
    /// <value>30 seconds</value>
    public TimeSpan PushTimeMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For how long after a push of unknown outcome it can still be carried out. The listing waits that long before the next
    /// one, so that the old quantity can't land after the newer one (I8).
    /// </summary>
    /// <value>zero: a request that got no answer is carried out at once or never</value>
    public TimeSpan LateWriteTimeMax { get; init; } = TimeSpan.Zero;

    /// <summary>How many of its orders the channel lets a seller cancel before it acts against the account; null: not known.</summary>
    /// <value>null</value>
    public CancellationBudget? CancellationBudget { get; init; }
}

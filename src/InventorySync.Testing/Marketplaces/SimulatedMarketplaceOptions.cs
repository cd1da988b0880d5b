using InventorySync.Channels;
using InventorySync.Testing.Marketplaces.Model;

namespace InventorySync.Testing.Marketplaces;

/// <summary>How a simulated marketplace behaves: its semantics, its limits, its delays, its faults.</summary>
/// <remarks>Immutable; safe from any thread. The same options, seed and calls at the same times give the same run.</remarks>
public sealed record SimulatedMarketplaceOptions
{
    /// <summary>Its name, which begins the ids of its orders.</summary>
    /// <value><c>simulated</c></value>
    public string Name { get; init; } = "simulated";

    /// <summary>Where all its chances begin.</summary>
    /// <value>0</value>
    public int Seed { get; init; }

    /// <inheritdoc cref="ChannelDescriptor.BatchSizeMax"/>
    /// <value>50. With 1, it has an endpoint for a single listing instead of one for batches.</value>
    public int BatchSizeMax { get; init; } = 50;

    /// <inheritdoc cref="ChannelDescriptor.ConcurrencyMax"/>
    /// <value>1</value>
    public int ConcurrencyMax { get; init; } = 1;

    /// <summary>Writing calls a second that it permits in the long run; beyond, it throttles. Reads are not counted.</summary>
    /// <value>10</value>
    public double CallsPerSecond { get; init; } = 10;

    /// <summary>Calls at once after a pause.</summary>
    /// <value>10</value>
    public int CallBurst { get; init; } = 10;

    /// <summary>The rate that its descriptor claims; null: the real one. Another value tests whether a caller adapts.</summary>
    /// <value>null</value>
    public double? DeclaredCallsPerSecond { get; init; }

    /// <summary>Whether a throttled answer says how long to wait.</summary>
    /// <value>true</value>
    public bool TellsRetryAfter { get; init; } = true;

    /// <inheritdoc cref="ChannelDescriptor.QuantityMax"/>
    /// <value>99,999</value>
    public long QuantityMax { get; init; } = 99_999;

    /// <inheritdoc cref="ChannelDescriptor.WriteMode"/>
    /// <value><see cref="WriteMode.Absolute"/></value>
    public WriteMode WriteMode { get; init; } = WriteMode.Absolute;

    /// <inheritdoc cref="ChannelDescriptor.CompareAndSet"/>
    /// <value>false</value>
    public bool CompareAndSet { get; init; }

    /// <summary>
    /// Whether it lowers its own record when it sells; where it subtracts its own open orders, it lowers the record when it
    /// fulfils instead, since until then the open order does the subtracting.
    /// </summary>
    /// <value>true</value>
    public bool LowersOnSale { get; init; } = true;

    /// <inheritdoc cref="ChannelDescriptor.RestoresOnCancellation"/>
    /// <value>false</value>
    public bool RestoresOnCancellation { get; init; }

    /// <summary>Whether buyers see its record less its open orders. The record is what is written, compared and read over its interface.</summary>
    /// <value>false</value>
    public bool SubtractsOwnOpenOrders { get; init; }

    /// <summary>Whether it recognises the repeat of a write by its idempotency key and answers it without writing again.</summary>
    /// <value>true</value>
    public bool IdempotencyKeys { get; init; } = true;

    /// <summary>Above zero, it carries writes out later, within this time, and is asked about them. Zero: at once.</summary>
    /// <value>zero</value>
    public TimeSpan ConfirmationTimeMax { get; init; } = TimeSpan.Zero;

    /// <summary>After how long a write that is confirmed later is carried out, cut off at <see cref="ConfirmationTimeMax"/>.</summary>
    /// <value>none</value>
    public SimulatedDelay ConfirmationDelay { get; init; }

    /// <inheritdoc cref="ChannelDescriptor.PushTimeMax"/>
    /// <value>30 seconds</value>
    public TimeSpan PushTimeMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Within what time of its arrival a late write is carried out.</summary>
    /// <value>zero: at once</value>
    public TimeSpan LateWriteTimeMax { get; init; } = TimeSpan.Zero;

    /// <summary>How long a call takes, there and back.</summary>
    /// <value>none</value>
    public SimulatedDelay Latency { get; init; }

    /// <summary>How long after a write was carried out buyers see it. A newer quantity is never followed by an older one.</summary>
    /// <value>none</value>
    public SimulatedDelay PropagationDelay { get; init; }

    /// <summary>How long after an order's change its notification is sent; spread delays make notifications overtake each other.</summary>
    /// <value>none</value>
    public SimulatedDelay NotificationDelay { get; init; }

    /// <summary>Whether a notification carries the order as it was at that moment; otherwise it names the order, which has to be fetched.</summary>
    /// <value>true</value>
    public bool NotificationsCarryOrders { get; init; } = true;

    /// <summary>Whether it also notifies when a listing's quantity was written: the echo of our own push.</summary>
    /// <value>false</value>
    public bool NotifiesOfWrites { get; init; }

    /// <summary>How often a notification is sent until it is taken.</summary>
    /// <value>5</value>
    public int NotificationAttemptsMax { get; init; } = 5;

    /// <summary>The wait before the second attempt; it doubles with each.</summary>
    /// <value>30 seconds</value>
    public TimeSpan NotificationRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Orders on one page.</summary>
    /// <value>50</value>
    public int OrderPageSize { get; init; } = 50;

    /// <summary>Signs its notifications. Not part of <see cref="ToString"/>.</summary>
    /// <value><c>notification-secret</c></value>
    public string NotificationSecret { get; init; } = "notification-secret";

    /// <summary>Opens its HTTP interface. Not part of <see cref="ToString"/>.</summary>
    /// <value><c>access-token</c></value>
    public string AccessToken { get; init; } = "access-token";

    /// <summary>What goes wrong from the start.</summary>
    /// <value><see cref="SimulatedFaults.None"/></value>
    public SimulatedFaults Faults { get; init; } = SimulatedFaults.None;

    /// <summary>Entries that its history keeps; beyond, the oldest go.</summary>
    /// <value>1,000,000</value>
    public int HistoryLengthMax { get; init; } = 1_000_000;

    /// <summary>What an adapter for it declares.</summary>
    public ChannelDescriptor ToDescriptor() => new()
    {
        Kind = "simulated",
        BatchSizeMax = BatchSizeMax,
        ConcurrencyMax = ConcurrencyMax,
        CallsPerSecond = DeclaredCallsPerSecond ?? CallsPerSecond,
        CallBurst = CallBurst,
        QuantityMax = QuantityMax,
        WriteMode = WriteMode,
        CompareAndSet = CompareAndSet,
        LowersOnSale = LowersOnSale,
        RestoresOnCancellation = RestoresOnCancellation,
        SubtractsOwnOpenOrders = SubtractsOwnOpenOrders,
        ConfirmationTimeMax = ConfirmationTimeMax,
        PushTimeMax = PushTimeMax,
        LateWriteTimeMax = LateWriteTimeMax,
    };

    /// <summary>The name and the seed: never the secrets.</summary>
    public override string ToString() => $"{Name} (seed {Seed})";

    internal void ThrowIfInvalid()
    {
        SettingRules.Text(Name, nameof(Name));
        SettingRules.Text(NotificationSecret, nameof(NotificationSecret));
        SettingRules.Text(AccessToken, nameof(AccessToken));
        SettingRules.AtLeast(BatchSizeMax, 1, nameof(BatchSizeMax));
        SettingRules.AtLeast(ConcurrencyMax, 1, nameof(ConcurrencyMax));
        SettingRules.AtLeast(CallBurst, 1, nameof(CallBurst));
        SettingRules.AtLeast(QuantityMax, 1, nameof(QuantityMax));
        SettingRules.AtLeast(OrderPageSize, 1, nameof(OrderPageSize));
        SettingRules.AtLeast(NotificationAttemptsMax, 1, nameof(NotificationAttemptsMax));
        SettingRules.AtLeast(HistoryLengthMax, 1, nameof(HistoryLengthMax));
        SettingRules.Above(CallsPerSecond, 0, nameof(CallsPerSecond));
        SettingRules.AtLeast(ConfirmationTimeMax, TimeSpan.Zero, nameof(ConfirmationTimeMax));
        SettingRules.AtLeast(LateWriteTimeMax, TimeSpan.Zero, nameof(LateWriteTimeMax));
        SettingRules.AtLeast(NotificationRetryDelay, TimeSpan.Zero, nameof(NotificationRetryDelay));
        SettingRules.Above(PushTimeMax, TimeSpan.Zero, nameof(PushTimeMax));
        Faults.ThrowIfInvalid();
    }
}

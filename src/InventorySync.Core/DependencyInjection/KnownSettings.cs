using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>Every setting that a configuration may have. A test holds it against the types that are bound.</summary>
internal static class KnownSettings
{
    public static SettingShape Engine { get; } = SettingShape.Of(
        ("QueueCapacity", SettingValue.Integer),
        ("BatchSizeMax", SettingValue.Integer),
        ("CachedSkusMax", SettingValue.Integer),
        ("RecentOutcomesMax", SettingValue.Integer),
        ("StoreRetriesMax", SettingValue.Integer),
        ("StoreRetryDelay", SettingValue.Time),
        ("StoreRetryDelayMax", SettingValue.Time));

    public static SettingShape Reservations { get; } = SettingShape.Of(("SweepInterval", SettingValue.Time));

    public static SettingShape Intake { get; } = SettingShape.Of(("InboxMemory", SettingValue.Time));

    public static SettingShape Broadcast { get; } = SettingShape.Of(("SyncLogLength", SettingValue.Integer), ("TakeoverInterval", SettingValue.Time));

    public static SettingShape Channel { get; } = SettingShape.Of(
        ("Locations", SettingShape.List),
        ("BatchInterval", SettingValue.Time),
        ("Priority", SettingValue.Integer),
        ("QuantityCap", SettingValue.Units.OrNone),
        ("CallsPerSecond", SettingValue.Number.OrNone),
        ("BulkShare", SettingValue.Number),
        ("OrderPollInterval", SettingValue.Time.OrNone),
        ("CompareInterval", SettingValue.Time.OrNone),
        ("Delays", SettingShape.Of(
            ("IngestP50", SettingValue.Time.OrNone),
            ("IngestP99", SettingValue.Time.OrNone),
            ("PushP50", SettingValue.Time.OrNone),
            ("PushP99", SettingValue.Time.OrNone))),
        ("Retry", SettingShape.Of(
            ("DelayMin", SettingValue.Time), ("DelayMax", SettingValue.Time), ("Factor", SettingValue.Number), ("AttemptsMax", SettingValue.Integer))),
        ("Breaker", SettingShape.Of(("FailuresMax", SettingValue.Integer), ("BreakTime", SettingValue.Time))),
        ("BlastRadius", SettingShape.Of(
            ("ZeroShareMax", SettingValue.Number), ("ZeroCountMin", SettingValue.Integer), ("ChangesMax", SettingValue.Integer.OrNone))));

    private static SettingShape AllocationStrategy { get; } = SettingShape.Of(
        ("Strategy", SettingValue.Text),
        ("Units", SettingShape.Each(SettingValue.Units)),
        ("Others", SettingValue.Units),
        ("Shares", SettingShape.Each(SettingValue.Percent)),
        ("Minimum", SettingValue.Units),
        ("Minimums", SettingShape.Each(SettingValue.Units)),
        ("Maximums", SettingShape.Each(SettingValue.Units)));

    public static SettingShape Allocation { get; } = SettingShape.Of(
        ("SalesDays", SettingValue.Integer),
        ("Default", AllocationStrategy),
        ("Categories", SettingShape.Each(AllocationStrategy)),
        ("Skus", SettingShape.Each(AllocationStrategy)));

    public static SettingShape Window { get; } = SettingShape.Of(("Start", SettingValue.Text), ("End", SettingValue.Text), ("TimeZone", SettingValue.Text));

    public static SettingShape Buffer { get; } = SettingShape.Of(
        ("Percent", SettingValue.Percent),
        ("Units", SettingValue.Units),
        ("SafetyStock", SettingShape.Of(("Default", SettingValue.Units), ("Skus", SettingShape.Each(SettingValue.Units)))),
        ("LatencyAware", SettingShape.Of(
            ("Epsilon", SettingValue.Number),
            ("Cost", SettingShape.Of(("OversoldOrder", SettingValue.Number), ("Margin", SettingValue.Number), ("UnsoldChance", SettingValue.Number))),
            ("UnitsMin", SettingValue.Units),
            ("UnitsMax", SettingValue.Units.OrNone))),
        ("Velocity", SettingShape.Of(("Window", SettingValue.Time))),
        ("Sku", SettingValue.Text),
        ("Category", SettingValue.Text),
        ("Channel", SettingValue.Text),
        ("Location", SettingValue.Text),
        ("OnlyDuring", SettingValue.Text),
        ("During", SettingShape.Each(SettingShape.Of(("Percent", SettingValue.Percent), ("Units", SettingValue.Units)))));

    /// <summary>The parts of the whole section.</summary>
    public static SettingShape TopLevel { get; } = SettingShape.Of(
        ("Engine", Engine),
        ("Reservations", Reservations),
        ("Intake", Intake),
        ("Broadcast", Broadcast),
        ("Channels", SettingShape.Each(Channel)),
        ("Allocation", Allocation),
        ("Windows", SettingShape.Each(Window)),
        ("Buffers", SettingShape.Each(Buffer)));

    /// <summary>A section that holds nothing but settings of its shape, fit to be bound.</summary>
    /// <exception cref="OptionsValidationException">It holds something else; each fault is named.</exception>
    public static IConfigurationSection Checked<TOptions>(this IConfigurationSection section, SettingShape shape, string? name = null)
    {
        List<string> faults = [];
        shape.Check(section, faults);
        return faults.Count == 0 ? section : throw new OptionsValidationException(name ?? Options.DefaultName, typeof(TOptions), faults);
    }
}

using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Buffers.Latency;

/// <summary>
/// Holds back as many units as are sold, with all but a small chance ε, before the channel hears of it: from the measured demand and
/// the measured delays.
/// </summary>
/// <remarks>
/// <para>
/// b = min { b : P(X &gt; b) ≤ ε }, where X is what sells in the time from a sale anywhere to the channel showing what is left of it;
/// see docs/buffers.md for the formula and its sources. An order that a channel takes while it shows at least its units is then
/// one too many with a chance of at most ε.
/// </para>
/// <para>
/// Nothing is held back where the channel asks before it sells (compare-and-set, or a reservation at checkout). Everything is while
/// it does not answer: the age of its oldest unanswered push is the least its delay can be, and beyond
/// <see cref="ChannelDelays.OutageFactor"/> times the 99th percentile, and half a minute, nothing is shown. Immutable; safe from any thread.
/// </para>
/// </remarks>
public sealed class LatencyAwareBuffer : IBufferPolicy
{
    /// <summary>The policy's name in settings and explanations.</summary>
    public const string PolicyName = "latency-aware";

    // How often a number is reckoned anew that nothing but passing time changes: rates fall slowly, and late it errs towards too little shown.
    private static readonly TimeSpan ReviewInterval = TimeSpan.FromMinutes(5);

    private static readonly ChannelDescriptor AnyChannel = new() { Kind = "any" };

    private readonly LatencyAwareOptions _options;
    private readonly double _epsilon;

    /// <summary>Makes the policy.</summary>
    /// <param name="options">Its settings; null: the defaults.</param>
    /// <exception cref="ArgumentException">A setting is outside its range; the message names it.</exception>
    public LatencyAwareBuffer(LatencyAwareOptions? options = null)
    {
        _options = options ?? new LatencyAwareOptions();
        if (_options.Faults(setting => setting).FirstOrDefault() is { } fault)
        {
            throw new ArgumentException(fault, nameof(options));
        }

        _epsilon = _options.EpsilonInUse;
    }

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <inheritdoc/>
    public long UnitsHeldBack(in BufferContext context) => Reckon(context).Units;

    /// <inheritdoc/>
    public string Describe(in BufferContext context)
    {
        var descriptor = context.Descriptor ?? AnyChannel;
        if (Exposure.IsCovered(descriptor))
        {
            return $"nothing to cover, since the channel {(descriptor.CompareAndSet ? "compares before it writes" : "reserves at checkout")}";
        }

        var (units, byDemand, exposure, delays) = Reckon(context);
        if (delays.IsOutage)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"everything, since the channel has not answered for {Seconds(delays.UnansweredFor.TotalSeconds)}, more than {ChannelDelays.OutageFactor} times the {Seconds(delays.Push.QuantileSeconds(0.99))} that 99 % of pushes take");
        }

        var bound = units == byDemand ? "" : units < byDemand ? $", at most {_options.UnitsMax}" : $", at least {_options.UnitsMin}";
        var silent = delays.UnansweredFor > TimeSpan.Zero ? $", unanswered for {Seconds(delays.UnansweredFor.TotalSeconds)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{exposure.UnitsPerSecond * 86_400:0.##} units a day, push p99 {Seconds(delays.Push.QuantileSeconds(0.99))}{silent}: {exposure.Mean:0.###} ± {Math.Sqrt(exposure.Variance):0.###} units unheard of, ε {_epsilon:0.######}: {byDemand}{bound}");
    }

    /// <inheritdoc/>
    public DateTimeOffset? ReviewAt(in BufferContext context)
    {
        var delays = DelaysOf(context);
        if (Exposure.IsCovered(context.Descriptor ?? AnyChannel))
        {
            return null;
        }

        if (delays.IsOutage)
        {
            // The number comes back as soon as the channel answers.
            return context.Now + TimeSpan.FromSeconds(Math.Clamp(delays.Push.QuantileSeconds(0.99), 5, ReviewInterval.TotalSeconds));
        }

        return UnitsHeldBack(context) > _options.UnitsMin ? context.Now + ReviewInterval : null;
    }

    private (long Units, long ByDemand, Exposure Exposure, ChannelDelays Delays) Reckon(in BufferContext context)
    {
        var descriptor = context.Descriptor ?? AnyChannel;
        var delays = DelaysOf(context);
        if (Exposure.IsCovered(descriptor))
        {
            return (0, 0, default, delays);
        }

        if (delays.IsOutage)
        {
            return (context.Units, context.Units, default, delays);
        }

        var demand = context.Demand?.Of(context.Sku, context.Now) ?? [];
        if (demand.Count == 0)
        {
            return (_options.UnitsMin, 0, default, delays);
        }

        var push = delays.Push.AtLeast(delays.UnansweredFor);
        var exposure = Exposure.Of(
            context.Channel, Exposure.CountsOwnSales(descriptor), demand, push, context.Delays ?? NoDelays.Instance, context.Now);
        var units = DemandQuantile.Of(exposure.Mean, exposure.Variance, _epsilon, context.Units);
        return (Math.Min(Math.Max(units, _options.UnitsMin), _options.UnitsMax ?? long.MaxValue), units, exposure, delays);
    }

    private static ChannelDelays DelaysOf(in BufferContext context) => context.Delays?.Of(context.Channel, context.Now) ?? ChannelDelays.None;

    private static string Seconds(double seconds) => seconds >= 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s");
}

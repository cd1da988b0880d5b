using System.Globalization;
using InventorySync.Allocation.Division;
using InventorySync.Channels;

namespace InventorySync.Allocation;

/// <summary>Gives each channel its minimum, then what is left to the channels by priority, each up to its maximum.</summary>
/// <remarks>
/// <para>
/// Both rounds go by priority, lower numbers first; channels of equal priority get one unit each in turn, by id. A channel without a
/// maximum takes all that is left, so that those after it keep their minimum.
/// </para>
/// <para>Immutable; safe from any thread.</para>
/// </remarks>
public sealed class PriorityAllocation : IAllocationStrategy
{
    /// <summary>The strategy's name in settings and explanations.</summary>
    public const string StrategyName = "priority";

    private const int OnStackMax = 64;

    private readonly long _minimum;
    private readonly ChannelUnits _minimums;
    private readonly ChannelUnits _maximums;

    /// <summary>Makes the strategy.</summary>
    /// <param name="minimum">Units for every channel before any gets more, 0 or more.</param>
    /// <param name="minimums">Other minimums, by channel, each 0 or more; null: none.</param>
    /// <param name="maximums">Most units that a channel gets, each 0 or more, and not below its minimum; null or not named: no limit.</param>
    /// <exception cref="ArgumentException">A number is negative, or a maximum is below the minimum; the message names the channel.</exception>
    public PriorityAllocation(
        long minimum = 0, IReadOnlyDictionary<ChannelId, long>? minimums = null, IReadOnlyDictionary<ChannelId, long>? maximums = null)
    {
        _minimum = ChannelUnits.Checked(minimum, "Minimum", nameof(minimum));
        _minimums = ChannelUnits.Checked(minimums, "Minimum", nameof(minimums));
        _maximums = ChannelUnits.Checked(maximums, "Maximum", nameof(maximums));
        foreach (var channel in _maximums.Channels.Order())
        {
            if (MaximumFault(_maximums.Of(channel)!.Value, Minimum(channel), $"Maximum of '{channel}'") is { } fault)
            {
                throw new ArgumentException(fault, nameof(maximums));
            }
        }
    }

    /// <inheritdoc/>
    public string Name => StrategyName;

    internal IEnumerable<ChannelId> Channels => _minimums.Channels.Concat(_maximums.Channels);

    /// <inheritdoc/>
    public void Divide(in AllocationContext context, Span<long> quotas)
    {
        var left = GiveByRank(context.Channels, context.Pool, quotas, static (strategy, channel) => strategy.Minimum(channel));
        GiveByRank(context.Channels, left, quotas, static (strategy, channel) => strategy._maximums.Of(channel) ?? long.MaxValue);
    }

    /// <inheritdoc/>
    public string Describe(in AllocationContext context, int channel)
    {
        var id = context.Channels[channel].Channel;
        var most = _maximums.Of(id) is { } units ? string.Create(CultureInfo.InvariantCulture, $", maximum {units}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"priority {context.Channels[channel].Priority}, minimum {Minimum(id)}{most}");
    }

    internal static string? MaximumFault(long maximum, long minimum, string setting) =>
        maximum < minimum ? $"{setting} is {maximum}, below its minimum of {minimum}; raise the one or lower the other." : null;

    private long Minimum(ChannelId channel) => _minimums.Of(channel) ?? _minimum;

    private long GiveByRank(ReadOnlySpan<AllocationChannel> channels, long units, Span<long> quotas, Func<PriorityAllocation, ChannelId, long> most)
    {
        Span<long> room = channels.Length <= OnStackMax ? stackalloc long[channels.Length] : new long[channels.Length];
        for (int start = 0, end; start < channels.Length; start = end)
        {
            var rank = PriorityRanks.From(channels, start);
            end = rank.End.Value;
            for (var i = start; i < end; i++)
            {
                room[i] = Math.Max(0, most(this, channels[i].Channel) - channels[i].Granted - quotas[i]);
            }

            units = EvenFill.Give(units, room[rank], quotas[rank]);
        }

        return units;
    }
}

using InventorySync.Allocation.Division;
using InventorySync.Channels;

namespace InventorySync.Allocation;

/// <summary>Gives each channel a number of units of its own. What is there beyond their sum is kept back from all of them.</summary>
/// <remarks>
/// Where the pool does not cover the sum, channels are served by priority; those of equal priority get less in proportion to their
/// units. Immutable; safe from any thread.
/// </remarks>
public sealed class FixedAllocation : IAllocationStrategy
{
    /// <summary>The strategy's name in settings and explanations.</summary>
    public const string StrategyName = "fixed";

    private const int OnStackMax = 64;

    private readonly ChannelUnits _units;
    private readonly long _others;

    /// <summary>Makes the strategy.</summary>
    /// <param name="units">Units by channel, each 0 or more.</param>
    /// <param name="others">Units of each channel that is not named, 0 or more.</param>
    /// <exception cref="ArgumentNullException"><paramref name="units"/> is null.</exception>
    /// <exception cref="ArgumentException">A number is negative; the message names the channel.</exception>
    public FixedAllocation(IReadOnlyDictionary<ChannelId, long> units, long others = 0)
    {
        ArgumentNullException.ThrowIfNull(units);
        _units = ChannelUnits.Checked(units, "Units", nameof(units));
        _others = ChannelUnits.Checked(others, "Units of the other channels", nameof(others));
    }

    /// <inheritdoc/>
    public string Name => StrategyName;

    internal IReadOnlyCollection<ChannelId> Channels => _units.Channels;

    /// <inheritdoc/>
    public void Divide(in AllocationContext context, Span<long> quotas)
    {
        var channels = context.Channels;
        Span<long> wants = channels.Length <= OnStackMax ? stackalloc long[channels.Length] : new long[channels.Length];
        for (var i = 0; i < channels.Length; i++)
        {
            wants[i] = Math.Max(0, Units(channels[i].Channel) - channels[i].Granted);
        }

        var left = context.Pool;
        for (int start = 0, end; start < channels.Length && left > 0; start = end)
        {
            var rank = PriorityRanks.From(channels, start);
            end = rank.End.Value;
            Int128 wanted = 0;
            foreach (var want in wants[rank])
            {
                wanted += want;
            }

            if (wanted <= left)
            {
                wants[rank].CopyTo(quotas[rank]);
                left -= (long)wanted;
            }
            else
            {
                Apportionment.Divide(left, wants[rank], quotas[rank]);
                left = 0;
            }
        }
    }

    /// <inheritdoc/>
    public string Describe(in AllocationContext context, int channel)
    {
        var id = context.Channels[channel].Channel;
        return $"{Units(id)} are the channel's own{(_units.Of(id) is null ? " (as for any that is not named)" : "")}";
    }

    private long Units(ChannelId channel) => _units.Of(channel) ?? _others;
}

using System.Collections.Frozen;
using System.Globalization;
using InventorySync.Allocation.Division;
using InventorySync.Channels;

namespace InventorySync.Allocation;

/// <summary>Divides by shares: given ones in percent, or each channel's share of what was sold of the article.</summary>
/// <remarks>
/// <para>
/// By sales, a channel counts as having sold half a unit more than it did, so that one without sales gets a little and an article
/// without any is divided equally. By given shares, what is left to 100 % is kept back from all channels; the share of a channel that
/// does not list the article goes to the others in proportion to theirs.
/// </para>
/// <para>Parts are rounded so that their sum is right and a larger pool lowers none of them. Immutable; safe from any thread.</para>
/// </remarks>
public sealed class ProportionalAllocation : IAllocationStrategy
{
    /// <summary>The strategy's name in settings and explanations.</summary>
    public const string StrategyName = "proportional";

    // A percentage counts in millionths, so that thirds can be written finely enough for any stock.
    private const int PercentDecimalsMax = 6;
    private const long WeightOfPercent = 1_000_000;
    private const int OnStackMax = 64;

    private readonly FrozenDictionary<ChannelId, decimal>? _percents;
    private readonly decimal _sum;

    /// <summary>Makes the strategy that goes by the channels' sales of the article.</summary>
    public ProportionalAllocation()
    {
    }

    /// <summary>Makes the strategy that goes by given shares.</summary>
    /// <param name="percents">Shares by channel, each from 0 to 100, with at most six decimals, together at most 100. Channels that are not named get nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="percents"/> is null.</exception>
    /// <exception cref="ArgumentException">A share is outside 0 to 100, or they add up to more than 100, or to nothing; the message says which.</exception>
    public ProportionalAllocation(IReadOnlyDictionary<ChannelId, decimal> percents)
    {
        ArgumentNullException.ThrowIfNull(percents);
        foreach (var (channel, percent) in percents.OrderBy(share => share.Key))
        {
            if (PercentFault(percent, $"Share of '{channel}'") is { } fault)
            {
                throw new ArgumentException(fault, nameof(percents));
            }
        }

        _sum = percents.Values.Sum();
        if (SumFault(_sum, "Shares") is { } sumFault)
        {
            throw new ArgumentException(sumFault, nameof(percents));
        }

        _percents = percents.ToFrozenDictionary();
    }

    /// <inheritdoc/>
    public string Name => StrategyName;

    /// <inheritdoc/>
    public bool UsesSales => _percents is null;

    internal IReadOnlyCollection<ChannelId> Channels => _percents is null ? [] : _percents.Keys;

    /// <inheritdoc/>
    public void Divide(in AllocationContext context, Span<long> quotas)
    {
        var channels = context.Channels;

        // One part more than there are channels: what is kept back from all of them competes like a channel, and comes last.
        Span<long> weights = channels.Length < OnStackMax ? stackalloc long[channels.Length + 1] : new long[channels.Length + 1];
        Span<long> parts = channels.Length < OnStackMax ? stackalloc long[channels.Length + 1] : new long[channels.Length + 1];
        Weigh(channels, weights);
        Apportionment.Divide(context.Pool, weights, parts);
        parts[..^1].CopyTo(quotas);
    }

    /// <inheritdoc/>
    public string Describe(in AllocationContext context, int channel)
    {
        var own = context.Channels[channel];
        if (_percents is not null)
        {
            return string.Create(CultureInfo.InvariantCulture, $"a share of {_percents.GetValueOrDefault(own.Channel):0.######} %");
        }

        long sold = 0;
        foreach (var other in context.Channels)
        {
            sold += other.UnitsSold;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{own.UnitsSold} of {sold} sold in {context.SalesDays} days");
    }

    internal static string? PercentFault(decimal percent, string setting) => percent is < 0 or > 100 || decimal.Round(percent, PercentDecimalsMax) != percent
        ? string.Create(CultureInfo.InvariantCulture, $"{setting} is {percent}; use a number from 0 to 100, with at most {PercentDecimalsMax} decimals.")
        : null;

    internal static string? SumFault(decimal sum, string setting) => sum switch
    {
        > 100 => string.Create(CultureInfo.InvariantCulture, $"{setting} add up to {sum} %; lower them to 100 % together, or less to keep the rest back."),
        0 => $"{setting} add up to nothing; give at least one channel a share.",
        _ => null,
    };

    private void Weigh(ReadOnlySpan<AllocationChannel> channels, Span<long> weights)
    {
        if (_percents is null)
        {
            for (var i = 0; i < channels.Length; i++)
            {
                weights[i] = SalesWeight.Of(channels[i]);
            }

            return;
        }

        long competing = 0;
        for (var i = 0; i < channels.Length; i++)
        {
            weights[i] = (long)(_percents.GetValueOrDefault(channels[i].Channel) * WeightOfPercent);
            competing += weights[i];
        }

        // Kept back is always the same share of the pool, whoever competes: kept / (kept + given) of all weights.
        var given = (long)(_sum * WeightOfPercent);
        var kept = (100 * WeightOfPercent) - given;
        weights[^1] = kept * competing;
        for (var i = 0; i < channels.Length; i++)
        {
            weights[i] *= given;
        }
    }
}

using System.Collections.Frozen;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Buffers;

/// <summary>All buffer rules, arranged so that a long list of rules for single articles costs nothing to the others. Immutable.</summary>
internal sealed class BufferRuleSet
{
    private readonly BufferRule[] _general;
    private readonly FrozenDictionary<Sku, BufferRule[]> _bySku;

    public BufferRuleSet(IEnumerable<BufferRule> rules)
    {
        All = [.. rules];
        _general = [.. All.Where(rule => rule.Sku is null)];
        _bySku = All.Where(rule => rule.Sku is not null)
            .GroupBy(rule => rule.Sku!.Value)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The rules in the order in which they were given.</summary>
    public IReadOnlyList<BufferRule> All { get; }

    /// <summary>The rules that are not for single articles, then those for this one, whether or not the rest of their scope matches.</summary>
    public RulesOfSku Of(Sku sku) => new(_general, _bySku.GetValueOrDefault(sku, []));

    /// <summary>The next moment after <paramref name="after"/> at which a window that concerns the channel opens or closes.</summary>
    public DateTimeOffset? NextChange(ChannelId channel, DateTimeOffset after)
    {
        DateTimeOffset? next = null;
        foreach (var rule in All)
        {
            if (rule.Window is { } window && (rule.Channel is null || rule.Channel == channel))
            {
                var change = window.StartsAt > after ? window.StartsAt : window.EndsAt;
                if (change > after && (next is null || change < next))
                {
                    next = change;
                }
            }
        }

        return next;
    }

    /// <summary>Two lists, one after the other, without putting them together.</summary>
    internal readonly struct RulesOfSku
    {
        private readonly BufferRule[] _general;
        private readonly BufferRule[] _own;

        public RulesOfSku(BufferRule[] general, BufferRule[] own)
        {
            _general = general;
            _own = own;
        }

        public int Count => _general.Length + _own.Length;

        public BufferRule this[int index] => index < _general.Length ? _general[index] : _own[index - _general.Length];
    }
}

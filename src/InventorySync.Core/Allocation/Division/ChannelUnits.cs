using System.Collections.Frozen;
using InventorySync.Channels;

namespace InventorySync.Allocation.Division;

/// <summary>Numbers of units that a strategy was given by channel, checked. Immutable.</summary>
internal sealed class ChannelUnits
{
    private readonly FrozenDictionary<ChannelId, long> _units;

    private ChannelUnits(FrozenDictionary<ChannelId, long> units) => _units = units;

    public IReadOnlyCollection<ChannelId> Channels => _units.Keys;

    public long? Of(ChannelId channel) => _units.TryGetValue(channel, out var units) ? units : null;

    /// <exception cref="ArgumentException">A number is negative, or a channel has no value.</exception>
    public static ChannelUnits Checked(IReadOnlyDictionary<ChannelId, long>? units, string called, string parameter)
    {
        foreach (var (channel, count) in units ?? FrozenDictionary<ChannelId, long>.Empty)
        {
            if (channel.IsDefault)
            {
                throw new ArgumentException($"{called} names a channel without a value; name the channel as it is registered.", parameter);
            }

            if (Fault(count, $"{called} of '{channel}'") is { } fault)
            {
                throw new ArgumentException(fault, parameter);
            }
        }

        return new ChannelUnits(units is null ? FrozenDictionary<ChannelId, long>.Empty : units.ToFrozenDictionary());
    }

    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static long Checked(long units, string called, string parameter) =>
        Fault(units, called) is { } fault ? throw new ArgumentOutOfRangeException(parameter, fault) : units;

    public static string? Fault(long units, string setting) => units < 0 ? $"{setting} is {units}; use 0 or more units." : null;
}

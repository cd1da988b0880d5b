namespace InventorySync.Buffers;

/// <summary>Holds back the same number of units of every article: the channel stops selling while they are still there.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed class FixedUnits : IBufferPolicy
{
    /// <summary>The policy's name in settings and explanations.</summary>
    public const string PolicyName = "units";

    private readonly long _units;

    /// <summary>Makes the policy.</summary>
    /// <param name="units">Units to hold back, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="units"/> is negative.</exception>
    public FixedUnits(long units)
    {
        if (Fault(units, "Units") is { } fault)
        {
            throw new ArgumentOutOfRangeException(nameof(units), fault);
        }

        _units = units;
    }

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <inheritdoc/>
    public long UnitsHeldBack(in BufferContext context) => _units;

    /// <inheritdoc/>
    public string Describe(in BufferContext context) => _units == 1 ? "1 unit" : $"{_units} units";

    internal static string? Fault(long units, string setting) =>
        units < 0 ? $"{setting} is {units}; use 0 for none, or the units to hold back." : null;
}

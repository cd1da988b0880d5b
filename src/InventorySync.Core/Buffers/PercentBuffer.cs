using System.Globalization;

namespace InventorySync.Buffers;

/// <summary>Holds back a share of what there is, so that a slow channel cannot sell what is already gone.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed class PercentBuffer : IBufferPolicy
{
    /// <summary>The policy's name in settings and explanations.</summary>
    public const string PolicyName = "percent";

    private readonly decimal _percent;

    /// <summary>Makes the policy.</summary>
    /// <param name="percent">Share to hold back, 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="percent"/> is outside 0 to 100.</exception>
    public PercentBuffer(decimal percent)
    {
        if (Fault(percent, "Percent") is { } fault)
        {
            throw new ArgumentOutOfRangeException(nameof(percent), fault);
        }

        _percent = percent;
    }

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <summary>The share held back, 0 to 100.</summary>
    internal decimal Percent => _percent;

    /// <summary>Units to hold back, from 0 to what there is. A started unit counts whole, so that 5 % of 7 is 1.</summary>
    /// <param name="context">The article, the channel and what there is to sell.</param>
    public long UnitsHeldBack(in BufferContext context) => CeilingPercent(context.Units, _percent);

    /// <inheritdoc/>
    public string Describe(in BufferContext context) =>
        string.Create(CultureInfo.InvariantCulture, $"{_percent} % of {context.Units}, a started unit counts whole");

    internal static string? Fault(decimal percent, string setting) => percent is >= 0 and <= 100
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{setting} is {percent}; use a number from 0 to 100.");

    /// <summary>Says why a share in a window would change nothing beside the share that always counts.</summary>
    internal static string? DuringFault(IBufferPolicy always, decimal percent, string setting) =>
        always is PercentBuffer { Percent: var share } && percent < share
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{setting} is {percent}, below the {share} that always count: the larger of all matching rules counts, so it would change nothing. Give {share} or more.")
            : null;

    // Rounding down would let the last unit of a small pool be sold twice, which is when a buffer matters most.
    private static long CeilingPercent(long units, decimal percent) => (long)decimal.Ceiling(units * percent / 100);
}

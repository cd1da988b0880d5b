using System.Globalization;

namespace InventorySync.Buffers;

/// <summary>Holds back the units that other channels sold of late, as a simple guess at what they sell before the news is here.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed class VelocityBuffer : IBufferPolicy
{
    /// <summary>The policy's name in settings and explanations.</summary>
    public const string PolicyName = "velocity";

    /// <summary>The longest time that counts.</summary>
    public static readonly TimeSpan WindowMax = TimeSpan.FromDays(1);

    private static readonly TimeSpan ReviewInterval = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _window;

    /// <summary>Makes the policy.</summary>
    /// <param name="window">How far back sales count: whole minutes, from 1 to <see cref="WindowMax"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="window"/> is outside that range.</exception>
    public VelocityBuffer(TimeSpan window)
    {
        if (Fault(window, "Window") is { } fault)
        {
            throw new ArgumentOutOfRangeException(nameof(window), fault);
        }

        _window = window;
    }

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <inheritdoc/>
    public long UnitsHeldBack(in BufferContext context) => context.Demand?.UnitsSold(context.Sku, context.Now - _window, context.Channel) ?? 0;

    /// <inheritdoc/>
    public string Describe(in BufferContext context) =>
        string.Create(CultureInfo.InvariantCulture, $"{UnitsHeldBack(context)} sold on other channels in the last {_window.TotalMinutes:0} minutes");

    /// <inheritdoc/>
    public DateTimeOffset? ReviewAt(in BufferContext context) => UnitsHeldBack(context) > 0 ? context.Now + ReviewInterval : null;

    internal static string? Fault(TimeSpan window, string setting) =>
        window >= TimeSpan.FromMinutes(1) && window <= WindowMax && window.Ticks % TimeSpan.TicksPerMinute == 0
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{setting} is {window}; use whole minutes, from 00:01:00 to 1.00:00:00.");
}

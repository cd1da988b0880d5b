using System.Globalization;

namespace InventorySync.Buffers;

/// <summary>A span of local time in which rules apply, such as a sales event.</summary>
/// <remarks>
/// <para>
/// Start and end are what the clocks on the wall show in the window's time zone. Where clocks jump over the given time
/// (spring), it means the moment of the jump. Where they show it twice (autumn), a start means the first time and an end the
/// second: the window is rather an hour too long than too short.
/// </para>
/// <para>Immutable; safe from any thread.</para>
/// </remarks>
public sealed class SalesWindow
{
    private const string LocalFormat = "yyyy-MM-dd HH:mm";

    /// <summary>Makes the window.</summary>
    /// <param name="name">What explanations call it, such as <c>Buen Fin</c>.</param>
    /// <param name="start">The first local moment inside; its <see cref="DateTime.Kind"/> must be unspecified.</param>
    /// <param name="end">The first local moment after it; its <see cref="DateTime.Kind"/> must be unspecified.</param>
    /// <param name="timeZone">The IANA name of the time zone, such as <c>America/Mexico_City</c>.</param>
    /// <exception cref="ArgumentException">
    /// The name is empty, the time zone is unknown, the window ends before it starts or is empty, or a time is marked as UTC or as
    /// this machine's local time; the message says which.
    /// </exception>
    public SalesWindow(string name, DateTime start, DateTime end, string timeZone)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new ArgumentException("The window's name is empty; give it one that explanations can show.", nameof(name));
        }

        if (Faults(start, end, timeZone, setting => $"{setting} of window '{name}'", out var zone) is [var fault, ..])
        {
            throw new ArgumentException(fault.Message, fault.Parameter);
        }

        Name = name;
        Start = start;
        End = end;
        TimeZone = timeZone;
        StartsAt = Instant(start, zone!, earlier: true);
        EndsAt = Instant(end, zone!, earlier: false);
    }

    /// <summary>What explanations call it.</summary>
    public string Name { get; }

    /// <summary>The first local moment inside.</summary>
    public DateTime Start { get; }

    /// <summary>The first local moment after it.</summary>
    public DateTime End { get; }

    /// <summary>The IANA name of its time zone.</summary>
    public string TimeZone { get; }

    /// <summary>When it starts, as a point in time.</summary>
    public DateTimeOffset StartsAt { get; }

    /// <summary>When it is over, as a point in time.</summary>
    public DateTimeOffset EndsAt { get; }

    /// <summary>Whether a moment lies inside: its start does, its end does not.</summary>
    /// <param name="moment">The moment, in any offset.</param>
    public bool Contains(DateTimeOffset moment) => moment >= StartsAt && moment < EndsAt;

    /// <summary>Its name and its local times, for a message.</summary>
    public override string ToString() => $"{Name}, {Local(Start)} to {Local(End)} {TimeZone}";

    /// <summary>Says what is wrong with a window's settings, each fault beginning with what <paramref name="called"/> makes of the setting's name.</summary>
    internal static IReadOnlyList<(string Parameter, string Message)> Faults(
        DateTime start, DateTime end, string? timeZone, Func<string, string> called, out TimeZoneInfo? zone)
    {
        List<(string, string)> faults = [];
        if (KindFault(start, called(nameof(Start))) is { } startFault)
        {
            faults.Add((nameof(start), startFault));
        }

        if (KindFault(end, called(nameof(End))) is { } endFault)
        {
            faults.Add((nameof(end), endFault));
        }

        if (end <= start)
        {
            faults.Add((nameof(end), $"{called(nameof(End))} is {Local(end)}, not after its start {Local(start)}; let the window end after it starts."));
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? string.Empty, out zone))
        {
            faults.Add((
                nameof(timeZone),
                $"{called(nameof(TimeZone))} is '{timeZone}', which this system does not know; use an IANA name such as America/Mexico_City."));
        }

        return faults;
    }

    private static string? KindFault(DateTime time, string setting) => time.Kind == DateTimeKind.Unspecified
        ? null
        : $"{setting} is marked as {time.Kind} time; give the local time of the window's zone, of unspecified kind.";

    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone, bool earlier)
    {
        // Clocks jump at whole minutes, so the first valid minute is the moment of the jump.
        if (zone.IsInvalidTime(local))
        {
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local))
            {
                local = local.AddMinutes(1);
            }
        }

        var offsets = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local) : [zone.GetUtcOffset(local)];
        return new DateTimeOffset(local, earlier ? offsets.Max() : offsets.Min()).ToUniversalTime();
    }

    private static string Local(DateTime time) => time.ToString(LocalFormat, CultureInfo.InvariantCulture);
}

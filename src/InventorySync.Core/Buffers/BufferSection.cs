using System.Globalization;
using InventorySync.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace InventorySync.Buffers;

/// <summary>Makes buffer rules of <c>InventorySync:Buffers</c> and <c>InventorySync:Windows</c>, beside those from code.</summary>
internal sealed class BufferSection : IConfigureOptions<BufferOptions>
{
    private static readonly string[] LocalFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    private readonly IConfigurationSection _section;

    public BufferSection(IConfigurationSection section) => _section = section;

    public void Configure(BufferOptions options)
    {
        var windows = ReadWindows(options.Faults);
        foreach (var section in _section.GetSection("Buffers").GetChildren())
        {
            var faultsBefore = options.Faults.Count;
            KnownSettings.Buffer.Check(section, options.Faults);
            if (options.Faults.Count > faultsBefore)
            {
                continue;
            }

            var settings = new BufferSettings();
            section.Bind(settings);
            if (section.GetChildren().Any(child => child.Key.Equals("LatencyAware", StringComparison.OrdinalIgnoreCase)))
            {
                // Binding passes over "LatencyAware": {}, which asks for the defaults.
                settings.LatencyAware ??= new LatencyAwareSettings();
            }

            var reader = new BufferRuleReader(section.Path, settings, windows, options.Faults);
            IReadOnlyList<BufferRule> rules = [.. reader.Read(section.Key)];
            if (options.Faults.Count == faultsBefore)
            {
                options.Rules.AddRange(rules);
            }
        }
    }

    /// <summary>The windows by name; null for one that could not be read, whose faults are noted.</summary>
    private Dictionary<string, SalesWindow?> ReadWindows(List<string> faults)
    {
        Dictionary<string, SalesWindow?> windows = new(StringComparer.OrdinalIgnoreCase);
        foreach (var section in _section.GetSection("Windows").GetChildren())
        {
            var faultsBefore = faults.Count;
            KnownSettings.Window.Check(section, faults);
            if (faults.Count > faultsBefore)
            {
                windows[section.Key] = null;
                continue;
            }

            var settings = new WindowSettings();
            section.Bind(settings);
            var isTime = ReadTime(section.Path, "Start", settings.Start, faults, out var start);
            isTime &= ReadTime(section.Path, "End", settings.End, faults, out var end);
            var found = isTime ? SalesWindow.Faults(start, end, settings.TimeZone, setting => $"{section.Path}:{setting}", out _) : [];
            faults.AddRange(found.Select(fault => fault.Message));
            windows[section.Key] = isTime && found.Count == 0 ? new SalesWindow(section.Key, start, end, settings.TimeZone!) : null;
        }

        return windows;
    }

    private static bool ReadTime(string path, string setting, string? text, List<string> faults, out DateTime time)
    {
        if (DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out time))
        {
            return true;
        }

        faults.Add($"{path}:{setting} is '{text}'; give the local time of the window's zone, such as 2026-11-13T00:00.");
        return false;
    }
}

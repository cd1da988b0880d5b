using System.Globalization;

namespace InventorySync.Load.Measuring;

/// <summary>Processor time of the machine and of processes, read from <c>/proc</c>; null where there is none.</summary>
internal static class Processors
{
    // USER_HZ, in which /proc counts on every Linux of today.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that all processors together were busy since the machine started.</summary>
    public static double? Busy()
    {
        if (!File.Exists("/proc/stat"))
        {
            return null;
        }

        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // user, nice, system, (idle, iowait,) irq, softirq
        return new[] { 1, 2, 3, 6, 7 }.Sum(i => Number(fields[i])) / TicksPerSecond;
    }

    /// <summary>The process from which another was forked; null where that cannot be read or is named otherwise.</summary>
    public static int? ParentOf(int process, string name) =>
        Read(process) is { } stat && stat.Name == name ? stat.Parent : null;

    /// <summary>Seconds of a process and of all that it has forked, the ended ones too.</summary>
    public static double? OfFamily(int? parent)
    {
        if (parent is not { } root || Read(root) is not { } first)
        {
            return null;
        }

        var children = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? Read(id) : null)
            .Where(stat => stat?.Parent == root)
            .Sum(stat => stat!.Own);
        return (first.Own + first.Ended + children) / TicksPerSecond;
    }

    private static Stat? Read(int process)
    {
        try
        {
            // The name stands in parentheses and may hold anything.
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            var end = text.LastIndexOf(')');
            var fields = text[(end + 2)..].Split(' ');
            return new Stat(
                text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..end],
                (int)Number(fields[1]),
                Number(fields[11]) + Number(fields[12]),
                Number(fields[13]) + Number(fields[14]));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Stat(string Name, int Parent, double Own, double Ended);
}

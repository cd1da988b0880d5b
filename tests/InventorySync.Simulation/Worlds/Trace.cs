using System.Globalization;
using InventorySync.Testing;

namespace InventorySync.Simulation.Worlds;

/// <summary>Everything that happens in a world, in order: hashed whole, so that two runs can be compared, and its end kept for a report.</summary>
internal sealed class Trace
{
    private const int EventsKept = 80;
    private const ulong HashStart = 14_695_981_039_346_656_037; // FNV-1a, 64 bits: offset basis and prime as published.
    private const ulong HashPrime = 1_099_511_628_211;

    private readonly VirtualTimeProvider _clock;
    private readonly SingleThread _thread;
    private readonly DateTimeOffset _start;
    private readonly TextWriter? _output;
    private readonly Queue<string> _last = new(EventsKept);

    public Trace(VirtualTimeProvider clock, SingleThread thread, TextWriter? output)
    {
        _clock = clock;
        _thread = thread;
        _start = clock.GetUtcNow();
        _output = output;
    }

    public ulong Hash { get; private set; } = HashStart;

    public int Count { get; private set; }

    /// <summary>Whether somebody reads along: what is told only to readers need not be formatted otherwise.</summary>
    public bool IsRead => _output is not null;

    public IReadOnlyCollection<string> Last => _last;

    /// <summary>Notes an event: part of the run's identity.</summary>
    public void Note(string actor, string what)
    {
        _thread.Enter("trace");
        var line = Line(actor, what);
        Count++;
        foreach (var character in line)
        {
            Hash = (Hash ^ character) * HashPrime;
        }

        Keep(line);
    }

    /// <summary>Notes something that explains an event, such as the product's own log: shown, not part of the run's identity.</summary>
    public void Remark(string actor, string what) => Keep(Line(actor, what));

    private string Line(string actor, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{(_clock.GetUtcNow() - _start).TotalSeconds,11:F4}  {actor,-16} {what}");

    private void Keep(string line)
    {
        if (_last.Count == EventsKept)
        {
            _last.Dequeue();
        }

        _last.Enqueue(line);
        _output?.WriteLine(line);
    }
}

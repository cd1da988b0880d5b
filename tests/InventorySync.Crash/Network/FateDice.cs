namespace InventorySync.Crash.Network;

/// <summary>Throws for each piece of a request what becomes of it. Safe from any thread.</summary>
internal sealed class FateDice
{
    private const int WeightMax = 1_000;

    // A commit is large: that its reply gets lost is what hurts most.
    private const int LargeBytesMin = 400;

    private readonly Lock _lock = new();
    private readonly Random _random;

    public FateDice(int seed) => _random = new Random(seed);

    public Fate Throw(int bytes)
    {
        var isLarge = bytes >= LargeBytesMin;
        return Next(WeightMax) switch
        {
            < 4 => Fate.Reset,
            < 7 => Fate.CutReply,
            < 10 => Fate.Late,
            < 12 => Fate.Silence,
            < 17 => Fate.LoseReply,
            < 40 when isLarge => Fate.LoseReply,
            < 80 => Fate.Delay,
            _ => Fate.Pass,
        };
    }

    public TimeSpan Wait(int millisecondsMax) => TimeSpan.FromMilliseconds(Next(millisecondsMax));

    private int Next(int max)
    {
        lock (_lock)
        {
            return _random.Next(max);
        }
    }
}

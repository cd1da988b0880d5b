namespace InventorySync.Simulation.Worlds;

/// <summary>One stream of the seed's randomness. Each actor has its own, so that a change in one does not reshuffle the others.</summary>
internal sealed class Chance
{
    private readonly Random _random;

    private Chance(int seed) => _random = new Random(seed);

    public static Chance Of(int seed) => new(seed);

    /// <summary>Another stream, for another actor.</summary>
    public Chance Branch() => new(_random.Next());

    /// <summary>The stream as the product takes its randomness.</summary>
    public Random ToRandom() => new(_random.Next());

    public bool Happens(double probability) => _random.NextDouble() < probability;

    /// <summary>From <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int Between(int min, int max) => _random.Next(min, max + 1);

    /// <inheritdoc cref="Between(int, int)"/>
    public long Between(long min, long max) => _random.NextInt64(min, max + 1);

    public double Between(double min, double max) => min + (_random.NextDouble() * (max - min));

    /// <summary>A span between the two, the short ones far more often: what networks and disks do.</summary>
    public TimeSpan Between(TimeSpan min, TimeSpan max)
    {
        var share = _random.NextDouble();
        return min + ((max - min) * (share * share * share));
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>One of the items, the first ones far more often: a few articles make most of the sales.</summary>
    public T PickSkewed<T>(IReadOnlyList<T> items)
    {
        var share = _random.NextDouble();
        return items[(int)(share * share * items.Count)];
    }

    /// <summary>Index of one of the weights, each as often as it weighs.</summary>
    public int PickWeighted(IReadOnlyList<double> weights)
    {
        var point = _random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Count; i++)
        {
            point -= weights[i];
            if (point < 0)
            {
                return i;
            }
        }

        return weights.Count - 1;
    }
}

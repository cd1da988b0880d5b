namespace PosIntegration.Generator;

/// <summary>A range of articles whose sales follow Zipf's law: the n-th best seller sells a share of 1/n of the best one.</summary>
internal sealed class Articles
{
    private readonly double[] _upTo;

    public Articles(int count)
    {
        Codes = [.. Enumerable.Range(0, count).Select(Code)];
        _upTo = new double[count];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            _upTo[i] = sum += 1.0 / (i + 1);
        }
    }

    /// <summary>The codes, the best seller first.</summary>
    public IReadOnlyList<string> Codes { get; }

    public string Pick(Random random)
    {
        var at = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return Codes[Math.Min(at < 0 ? ~at : at, Codes.Count - 1)];
    }

    // Five digits, and a letter for every fourth: colours of one article.
    private static string Code(int i) => i % 4 == 3 ? $"{20_000 + i}{(char)('A' + (i % 3))}" : $"{20_000 + i}";
}

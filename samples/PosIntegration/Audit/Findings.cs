namespace PosIntegration.Audit;

/// <summary>What speaks against one law: how many times, and the first few in words.</summary>
internal sealed class Findings
{
    private const int KeptMax = 5;

    private readonly List<string> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<string> First => _first;

    public void Add(string finding)
    {
        Count++;
        if (_first.Count < KeptMax)
        {
            _first.Add(finding);
        }
    }

    public void AddRange(Findings others)
    {
        Count += others.Count;
        _first.AddRange(others.First.Take(KeptMax - _first.Count));
    }
}

namespace InventorySync.Crash.Auditing;

/// <summary>What an audit looked at, and everything that is not as it has to be.</summary>
internal sealed class Findings
{
    private const int ShownMax = 20;

    private readonly List<string> _faults = [];

    public IReadOnlyList<string> Faults => _faults;

    public int Operations { get; set; }

    public int Applied { get; set; }

    public int Failures { get; set; }

    /// <summary>Operations that were refused for lack of stock: where there are none, nothing was ever scarce.</summary>
    public int Refusals { get; set; }

    /// <summary>Movements of holds that ended by themselves.</summary>
    public int Expiries { get; set; }

    public int Movements { get; set; }

    public bool IsSound => _faults.Count == 0;

    public void Check(bool holds, FormattableString fault)
    {
        if (!holds)
        {
            _faults.Add(FormattableString.Invariant(fault));
        }
    }

    public void ThrowUnlessSound()
    {
        if (!IsSound)
        {
            throw new InvalidOperationException(ToString());
        }
    }

    public override string ToString() =>
        $"{Operations} operations asked for, {Applied} told as applied, {Refusals} as refused, {Failures} errors told, {Movements} movements, {Expiries} of expiries: {_faults.Count} faults"
        + string.Concat(_faults.Take(ShownMax).Select(fault => $"\n  {fault}"));
}

namespace PosIntegration.Audit;

/// <summary>Whether one invariant held, and what shows it.</summary>
/// <param name="Name">Its number and name, such as <c>I1 No oversell</c>.</param>
/// <param name="Evidence">What was looked at, with numbers.</param>
/// <param name="Findings">What speaks against it.</param>
/// <param name="LookedAt">How many things were looked at; where there was none, nothing is shown.</param>
internal sealed record InvariantResult(string Name, string Evidence, Findings Findings, long LookedAt)
{
    public bool IsShown => LookedAt > 0;

    public bool Holds => Findings.Count == 0;
}

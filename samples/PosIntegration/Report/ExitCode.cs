using PosIntegration.Replay;

namespace PosIntegration.Report;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    /// <summary>Everything held.</summary>
    public const int Good = 0;

    /// <summary>An invariant is broken, or a line of the input is not accounted for.</summary>
    public const int Broken = 1;

    /// <summary>The input or an option is no good; nothing was replayed.</summary>
    public const int BadInput = 2;

    public static int Of(Outcome outcome) => outcome.Holds ? Good : Broken;
}

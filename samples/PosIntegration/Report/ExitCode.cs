using PosIntegration.Replay;

namespace PosIntegration.Report;

/// <summary>What the program ends with.</summary>
internal static class ExitCode
{
    /// <summary>Everything held.</summary>
    public const int Good = 0;

    /// <summary>An invariant is broken, or a line of the input is not accounted for.</summary>
    public const int Broken = 1;

    /// <summary>It did not come to an end: the input or an option is no good, or the machine did not let it work.</summary>
    public const int Failed = 2;

    /// <summary>Ctrl+C ended it, as shells count it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;

    public static int Of(Outcome outcome) => outcome.Holds ? Good : Broken;
}

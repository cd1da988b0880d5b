using PosIntegration.Input;
using PosIntegration.Plan;
using PosIntegration.Replay.Time;

namespace PosIntegration.CommandLine;

/// <summary>What to replay, and how.</summary>
internal sealed record ReplaySettings
{
    /// <summary>The sales file; null: generated sales.</summary>
    public string? Input { get; init; }

    public Period Period { get; init; }

    public Pace Pace { get; init; } = Pace.Max;

    public int Seed { get; init; } = 1;

    public Outlets Outlets { get; init; } = Outlets.Default;

    public BufferChoice Buffer { get; init; } = BufferChoice.None;

    /// <summary>Where the database is kept; null: a file in the temporary folder that is deleted at the end.</summary>
    public string? Database { get; init; }
}

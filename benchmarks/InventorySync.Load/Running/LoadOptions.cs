using InventorySync.Load.Databases;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Running;

/// <summary>What the command line asked for.</summary>
internal sealed record LoadOptions
{
    public required DatabaseKind Database { get; init; }

    /// <summary>The server or the file; null on SQLite: a temporary file.</summary>
    public required string? ConnectionString { get; init; }

    /// <summary>What is measured under each of the <see cref="Cells"/>.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    public required IReadOnlyList<Cell> Cells { get; init; }

    public required double Seconds { get; init; }

    public required double WarmUpSeconds { get; init; }

    public required int Rounds { get; init; }

    /// <summary>How many processors others may keep busy in a round that counts.</summary>
    public required double OthersMax { get; init; }

    /// <summary>One round of minutes one after the other, instead of rounds.</summary>
    public required bool IsLong { get; init; }

    /// <summary>Where the results go as JSON; null: nowhere.</summary>
    public required string? JsonFile { get; init; }
}

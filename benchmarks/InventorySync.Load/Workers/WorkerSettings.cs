using InventorySync.Load.Databases;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Workers;

/// <summary>What a worker process has to do in one round.</summary>
internal sealed record WorkerSettings
{
    /// <summary>Its number, which no other worker of the run has.</summary>
    public required int Worker { get; init; }

    public required DatabaseKind Database { get; init; }

    public required string ConnectionString { get; init; }

    public required string Subject { get; init; }

    public required Cell Cell { get; init; }

    public required double WarmUpSeconds { get; init; }

    /// <summary>How long one window is measured.</summary>
    public required double Seconds { get; init; }

    /// <summary>How many windows at least, one after the other.</summary>
    public required int Windows { get; init; }

    /// <summary>How many windows at most.</summary>
    public required int WindowsMax { get; init; }

    /// <summary>How many sales at least, the warm-up's too; further windows follow until then.</summary>
    public required long SalesMin { get; init; }

    /// <summary>Where to write the <see cref="SalesLog"/>.</summary>
    public required string LogFile { get; init; }
}

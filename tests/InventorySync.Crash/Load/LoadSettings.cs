using InventorySync.Crash.Databases;

namespace InventorySync.Crash.Load;

/// <summary>What a load process is told at its start.</summary>
internal sealed record LoadSettings
{
    public required DatabaseKind Database { get; init; }

    public required string ConnectionString { get; init; }

    public required string LogFile { get; init; }

    /// <summary>Distinguishes the ids of this process from those of all others on the database.</summary>
    public required string Name { get; init; }

    public required int Seed { get; init; }

    public int Callers { get; init; } = 16;

    /// <summary>How many articles there are beside the hot one.</summary>
    public int Others { get; init; } = 300;

    /// <summary>EngineOptions.StoreRetriesMax; null: as is usual.</summary>
    public int? StoreRetries { get; init; }

    /// <summary>The log of the process before: what it left open is asked again, and some of what it was told.</summary>
    public string? EarlierLog { get; init; }
}

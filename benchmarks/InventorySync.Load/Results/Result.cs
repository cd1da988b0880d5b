using System.Text.Json.Serialization;

namespace InventorySync.Load.Results;

/// <summary>One row of the results: medians of the rounds. The first fifteen names are fixed, so that releases can be compared.</summary>
internal sealed record Result
{
    public required string Subject { get; init; }

    public required string Database { get; init; }

    public required string Scenario { get; init; }

    public required int Skus { get; init; }

    /// <summary>Callers of each process.</summary>
    public required int Callers { get; init; }

    public required int Processes { get; init; }

    /// <summary>Answers a second, over all processes; where nothing is sold out and no key repeated, each is a sale.</summary>
    public required double SalesPerSecond { get; init; }

    public required double P50Ms { get; init; }

    public required double P99Ms { get; init; }

    [JsonPropertyName("p999Ms")]
    public required double P999Ms { get; init; }

    public required double AllocatedBytesPerSale { get; init; }

    public required double WalBytesPerSale { get; init; }

    public required long Oversold { get; init; }

    public required long Duplicates { get; init; }

    public required long Lost { get; init; }

    public required string Keys { get; init; }

    public required double DuplicatesPercent { get; init; }

    public required bool SoldOut { get; init; }

    /// <summary>The minute of a long run, from 1; 0 for the usual rounds.</summary>
    public required int Minute { get; init; }

    public required int Rounds { get; init; }

    public required double SalesPerSecondMin { get; init; }

    public required double SalesPerSecondMax { get; init; }

    public required double? DatabaseCores { get; init; }

    public required double CallerCores { get; init; }

    public required double? OtherCores { get; init; }
}

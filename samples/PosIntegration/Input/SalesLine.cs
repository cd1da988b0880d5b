using InventorySync.Stock;

namespace PosIntegration.Input;

/// <summary>One usable line of sales.</summary>
internal sealed record SalesLine
{
    /// <summary>The line in the source.</summary>
    public required long Number { get; init; }

    public required SalesLineKind Kind { get; init; }

    public required string Invoice { get; init; }

    /// <summary>The stock code in upper case: in these files codes differ in case only by slips of the hand.</summary>
    public required Sku Sku { get; init; }

    /// <summary>Units, at least 1, whatever the kind.</summary>
    public required long Units { get; init; }

    /// <summary>The file's local time, taken as UTC: it names no zone.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who bought; empty where the file does not say.</summary>
    public required string Customer { get; init; }
}

namespace InventorySync.Benchmarks.Measuring;

/// <summary>What was measured of one subject.</summary>
internal sealed record Figures
{
    public string Subject { get; init; } = string.Empty;

    /// <summary>Operations a second.</summary>
    public required double PerSecond { get; init; }

    /// <summary>Managed bytes allocated per operation, by the whole process.</summary>
    public required double BytesEach { get; init; }
}

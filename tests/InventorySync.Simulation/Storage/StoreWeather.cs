namespace InventorySync.Simulation.Storage;

/// <summary>How well the database does: a world begins with some weather and heals it at the end.</summary>
internal sealed class StoreWeather
{
    /// <summary>The quickest and the slowest call.</summary>
    public TimeSpan LatencyMin { get; set; } = TimeSpan.FromMilliseconds(0.2);

    /// <inheritdoc cref="LatencyMin"/>
    public TimeSpan LatencyMax { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Share of the calls that fail before they have done anything.</summary>
    public double FailsBefore { get; set; }

    /// <summary>Share of the calls that have their effect, and whose answer gets lost.</summary>
    public double FailsAfter { get; set; }

    /// <summary>Whether connections break now and then.</summary>
    public bool IsStormy { get; set; }

    /// <summary>From here on nothing fails.</summary>
    public void Clear()
    {
        IsStormy = false;
        FailsBefore = 0;
        FailsAfter = 0;
    }
}

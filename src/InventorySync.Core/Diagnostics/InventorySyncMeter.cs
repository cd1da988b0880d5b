using System.Diagnostics.Metrics;

namespace InventorySync.Diagnostics;

/// <summary>Owns the one meter of an application; each area makes its instruments from it.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class InventorySyncMeter : IDisposable
{
    private readonly bool _isOwned;

    /// <param name="factory">The host's factory, so that its listeners find the meter; null where the application brings none.</param>
    public InventorySyncMeter(IMeterFactory? factory = null)
    {
        _isOwned = factory is null;
        Meter = factory?.Create(InventorySyncDiagnostics.MeterName) ?? new Meter(InventorySyncDiagnostics.MeterName);
    }

    public Meter Meter { get; }

    public void Dispose()
    {
        // A factory disposes of what it made.
        if (_isOwned)
        {
            Meter.Dispose();
        }
    }
}

namespace InventorySync.Load.Databases;

/// <summary>Measures the database during a round.</summary>
internal interface IDatabaseMeter : IAsyncDisposable
{
    /// <summary>Reads both meters; differences between two readings count.</summary>
    ValueTask<DatabaseReading> ReadAsync();
}

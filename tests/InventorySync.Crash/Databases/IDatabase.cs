namespace InventorySync.Crash.Databases;

/// <summary>The database of one run, gone with it.</summary>
internal interface IDatabase : IAsyncDisposable
{
    DatabaseKind Kind { get; }

    string ConnectionString { get; }

    /// <summary>Where processes write their logs.</summary>
    string LogFolder { get; }

    /// <summary>Waits until the database has finished what killed processes had asked it for.</summary>
    Task WaitUntilIdleAsync();
}

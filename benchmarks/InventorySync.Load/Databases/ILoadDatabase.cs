using InventorySync.Load.Verification;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Databases;

/// <summary>A database that the program made for itself, with the tables of all subjects in it.</summary>
internal interface ILoadDatabase : IAsyncDisposable
{
    /// <summary>What a worker needs to open it.</summary>
    string ConnectionString { get; }

    /// <summary>Makes the tables of the subjects and puts the stock of <see cref="Catalogue"/> there.</summary>
    Task PrepareAsync(IReadOnlyList<string> subjects);

    /// <summary>Begins to measure what the database itself does, for one round.</summary>
    Task<IDatabaseMeter> OpenMeterAsync();

    /// <summary>What stands in a subject's tables.</summary>
    Task<ILedgerReader> OpenLedgerAsync(string subject);
}

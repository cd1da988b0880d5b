namespace InventorySync.Simulation.Auditing;

/// <summary>What a caller knows of a request.</summary>
internal enum RequestFate
{
    /// <summary>No answer yet.</summary>
    Pending = 0,

    /// <summary>An outcome was told.</summary>
    Told = 1,

    /// <summary>The caller was told that nothing was changed: withdrawn, or the process was stopping.</summary>
    NothingChanged = 2,

    /// <summary>A crash or a storage failure came between: it may have been applied, and may be asked again under its id.</summary>
    Unknown = 3,
}

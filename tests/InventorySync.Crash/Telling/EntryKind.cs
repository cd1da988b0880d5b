namespace InventorySync.Crash.Telling;

/// <summary>What a line of the log says.</summary>
internal enum EntryKind
{
    None = 0,

    /// <summary>The caller is about to ask.</summary>
    Asked = 1,

    /// <summary>The caller was told an outcome.</summary>
    Told = 2,

    /// <summary>The caller got an exception.</summary>
    Failed = 3,
}

namespace InventorySync.Storage;

/// <summary>The store could not do what was asked: connection, disk, permission, or a database that stayed busy.</summary>
public sealed class StorageException : InventorySyncException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What failed, and the remedy.</param>
    /// <param name="isTransient">Whether the same may be asked again.</param>
    /// <param name="innerException">The database's own error.</param>
    public StorageException(string message, bool isTransient, Exception? innerException = null)
        : base(message, innerException) => IsTransient = isTransient;

    /// <summary>Whether asking again, under the same operation id, can succeed. Nothing was half applied either way.</summary>
    public bool IsTransient { get; }
}

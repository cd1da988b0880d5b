namespace InventorySync;

/// <summary>The base of what this library throws when infrastructure fails or the library is used when it can't be.</summary>
/// <remarks>Expected refusals, such as insufficient stock, are outcomes and never thrown.</remarks>
public abstract class InventorySyncException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, and the remedy.</param>
    /// <param name="innerException">The cause, if another exception was.</param>
    protected InventorySyncException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

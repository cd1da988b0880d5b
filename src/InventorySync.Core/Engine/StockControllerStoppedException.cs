namespace InventorySync.Engine;

/// <summary>An operation was asked for while the application shuts down; nothing was changed.</summary>
public sealed class StockControllerStoppedException : InventorySyncException
{
    /// <summary>Makes the exception.</summary>
    public StockControllerStoppedException()
        : base("The stock controller has been stopped and takes no more operations; ask again, under the same id, when the application runs.")
    {
    }
}

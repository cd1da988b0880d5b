namespace InventorySync.Engine.Evaluation;

/// <summary>How units are taken from what is available.</summary>
internal enum Taking
{
    /// <summary>They leave: on hand − q.</summary>
    OnHand,

    /// <summary>They are promised: reserved + q.</summary>
    Reserved,
}

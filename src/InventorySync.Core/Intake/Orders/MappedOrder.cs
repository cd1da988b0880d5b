namespace InventorySync.Intake.Orders;

/// <summary>An order's lines as far as they could be matched with what is known here, and what is wrong with the others.</summary>
internal sealed class MappedOrder
{
    /// <summary>The lines that can be applied.</summary>
    public List<OrderLine> Lines { get; } = [];

    /// <summary>What stands in the way of the others, a sentence each.</summary>
    public List<string> Faults { get; } = [];
}

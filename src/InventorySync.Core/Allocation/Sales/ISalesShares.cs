namespace InventorySync.Allocation.Sales;

/// <summary>Knows what channels sold, for the strategies that go by it. Answers from memory; safe from any thread.</summary>
internal interface ISalesShares
{
    /// <summary>The figures as they are; take them once per batch, so that the batch sees one state.</summary>
    SalesFigures Current { get; }
}

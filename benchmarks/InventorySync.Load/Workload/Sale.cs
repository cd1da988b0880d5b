namespace InventorySync.Load.Workload;

/// <summary>One sale as a caller asks for it; asked again it is the same, its key too.</summary>
/// <param name="Id">Who asks, for which time.</param>
/// <param name="Sku">The number of what is bought in <see cref="Catalogue"/>.</param>
/// <param name="At">When it was first asked for.</param>
internal readonly record struct Sale(SaleId Id, int Sku, DateTimeOffset At)
{
    /// <summary>36 characters in no order.</summary>
    public string ToText() => Id.ToText();

    /// <summary>A UUID of version 7.</summary>
    public Guid ToUuid() => Id.ToUuid(At);

    /// <summary>The text that names it for those who keep texts.</summary>
    public string ToKey(KeyForm form) => form == KeyForm.Sorted ? ToUuid().ToString("D") : ToText();
}

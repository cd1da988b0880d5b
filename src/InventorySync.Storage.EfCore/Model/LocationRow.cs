namespace InventorySync.Storage.EfCore.Model;

/// <summary>One location of the catalogue.</summary>
internal sealed class LocationRow
{
    public required string Id { get; set; }

    public string? Name { get; set; }

    public int Priority { get; set; }

    public bool IsActive { get; set; }
}

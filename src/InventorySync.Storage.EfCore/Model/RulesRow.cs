namespace InventorySync.Storage.EfCore.Model;

/// <summary>One version of the rules.</summary>
internal sealed class RulesRow
{
    public long Version { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }

    public required string Reason { get; set; }

    /// <summary>All rules of the version, as JSON.</summary>
    public required string Rules { get; set; }
}

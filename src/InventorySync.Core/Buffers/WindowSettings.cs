namespace InventorySync.Buffers;

/// <summary>A window as the configuration writes it, under <c>InventorySync:Windows:&lt;name&gt;</c>.</summary>
internal sealed class WindowSettings
{
    /// <summary>Local time as text: a <c>DateTime</c> would be bound with this machine's own zone.</summary>
    public string? Start { get; set; }

    public string? End { get; set; }

    public string? TimeZone { get; set; }
}

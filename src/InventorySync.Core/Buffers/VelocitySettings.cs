namespace InventorySync.Buffers;

/// <summary>A velocity buffer as the configuration writes it.</summary>
internal sealed class VelocitySettings
{
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(30);
}

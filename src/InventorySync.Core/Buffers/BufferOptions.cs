namespace InventorySync.Buffers;

/// <summary>The buffer rules from code and from the configuration, and what could not be read of the latter.</summary>
internal sealed class BufferOptions
{
    public List<BufferRule> Rules { get; } = [];

    /// <summary>Messages that name the setting's path.</summary>
    public List<string> Faults { get; } = [];
}

namespace InventorySync.Channels;

/// <summary>The channels that the configuration has settings for.</summary>
internal sealed class ConfiguredChannels
{
    /// <summary>The path of each channel's settings, by the channel's name.</summary>
    public SortedDictionary<string, string> Paths { get; } = new(StringComparer.Ordinal);

    /// <summary>What stands beside them and is no part of the settings.</summary>
    public List<string> Faults { get; } = [];
}

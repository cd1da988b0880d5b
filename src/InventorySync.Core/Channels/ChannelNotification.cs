namespace InventorySync.Channels;

/// <summary>A notification as it came in: the raw bytes, because signatures are reckoned over them.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ChannelNotification
{
    /// <summary>The body, byte by byte as it came.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The headers; names compare without case.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
}

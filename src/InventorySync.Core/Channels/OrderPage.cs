namespace InventorySync.Channels;

/// <summary>One page of a channel's orders.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record OrderPage
{
    /// <summary>The orders, as they are now.</summary>
    public required IReadOnlyList<ChannelOrder> Orders { get; init; }

    /// <summary>Where the next page begins; kept across restarts once every order of this page is applied.</summary>
    public required string? Cursor { get; init; }

    /// <summary>Whether there is more to read at once.</summary>
    public required bool HasMore { get; init; }
}

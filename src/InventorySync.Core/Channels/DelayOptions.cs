namespace InventorySync.Channels;

/// <summary>
/// How late news is expected to travel between us and a channel, bound from <c>InventorySync:Channels:&lt;name&gt;:Delays</c>: what
/// buffers reckon with until enough was measured.
/// </summary>
public sealed class DelayOptions
{
    /// <summary>Half of the sales made there are booked here within this time, 0 or more.</summary>
    /// <value>null: a quarter of <see cref="IngestP99"/></value>
    public TimeSpan? IngestP50 { get; set; }

    /// <summary>All but one in a hundred sales made there are booked here within this time; at least <see cref="IngestP50"/>.</summary>
    /// <value>null: <see cref="ChannelOptions.OrderPollInterval"/>, or a minute where orders are not polled</value>
    public TimeSpan? IngestP99 { get; set; }

    /// <summary>Half of the changes are shown there within this time, 0 or more.</summary>
    /// <value>null: a quarter of <see cref="PushP99"/></value>
    public TimeSpan? PushP50 { get; set; }

    /// <summary>All but one in a hundred changes are shown there within this time; at least <see cref="PushP50"/>.</summary>
    /// <value>null: 20 seconds, <see cref="ChannelOptions.BatchInterval"/> and what the channel declares as its longest confirmation, together</value>
    public TimeSpan? PushP99 { get; set; }
}

namespace InventorySync.Channels;

/// <summary>Notes that a channel was registered, for checks that must not build its adapter.</summary>
internal sealed record RegisteredChannel(ChannelId Id)
{
    /// <summary>The end of a message about a channel that is not among these.</summary>
    public static string Unknown(IEnumerable<ChannelId> registered)
    {
        var names = string.Join(", ", registered.Order());
        return $"which is not registered; {(names.Length == 0 ? "no channel is" : $"the registered ones are: {names}")}. "
            + "Correct the name, or add the channel in code.";
    }
}

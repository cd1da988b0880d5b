namespace InventorySync.Intake;

/// <summary>Counts a channel's answers to our reading, so that one notification's failure can be told from the channel's outage.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class ChannelAnswers
{
    private long _count;

    public long Count => Interlocked.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>What is to happen later, run in the order of its times whenever somebody looks. Guarded by the marketplace's lock.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action<DateTimeOffset>, (DateTimeOffset At, long Sequence)> _entries = new();
    private long _sequence;

    public void Add(DateTimeOffset at, Action<DateTimeOffset> action) => _entries.Enqueue(action, (at, ++_sequence));

    /// <summary>Runs what is due, each entry told its own time, those included that entries add.</summary>
    public void RunDue(DateTimeOffset now)
    {
        while (_entries.TryPeek(out var action, out var due) && due.At <= now)
        {
            _entries.Dequeue();
            action(due.At);
        }
    }
}

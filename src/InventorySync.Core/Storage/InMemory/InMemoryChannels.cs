using InventorySync.Broadcast;
using InventorySync.Channels;

namespace InventorySync.Storage.InMemory;

/// <summary>Channel records and the sync log in memory.</summary>
internal sealed class InMemoryChannels : IChannelStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ChannelId, ChannelRecord> _records = [];
    private readonly Dictionary<ChannelId, Queue<(SyncRun Run, long Place)>> _runs = [];
    private long _appended;

    public Task<ChannelRecord> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        Locked(() => Record(channel), cancellationToken);

    public Task SavePausedAsync(ChannelId channel, bool paused, CancellationToken cancellationToken = default) =>
        Locked(() => _records[channel] = Record(channel) with { Paused = paused }, cancellationToken);

    public Task SaveOrderCursorAsync(ChannelId channel, string? cursor, CancellationToken cancellationToken = default) =>
        Locked(() => _records[channel] = Record(channel) with { OrderCursor = cursor }, cancellationToken);

    public Task AppendAsync(IReadOnlyList<SyncRun> runs, int keepPerChannel, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentOutOfRangeException.ThrowIfNegative(keepPerChannel);
        return Locked(
            () =>
            {
                foreach (var run in runs)
                {
                    Append(run, keepPerChannel);
                }

                return runs.Count;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<SyncRun>> ReadRunsAsync(ChannelId? channel, int countMax, CancellationToken cancellationToken = default) =>
        Locked<IReadOnlyList<SyncRun>>(
            () =>
            [
                .. _runs.Values
                    .SelectMany(log => log)
                    .Where(line => (channel ?? line.Run.Channel) == line.Run.Channel)
                    .OrderByDescending(line => line.Place)
                    .Take(countMax)
                    .Select(line => line.Run),
            ],
            cancellationToken);

    private ChannelRecord Record(ChannelId channel) => _records.GetValueOrDefault(channel) ?? new ChannelRecord();

    private void Append(SyncRun run, int keepPerChannel)
    {
        if (!_runs.TryGetValue(run.Channel, out var log))
        {
            _runs.Add(run.Channel, log = new());
        }

        log.Enqueue((run, _appended++));
        while (log.Count > keepPerChannel)
        {
            log.Dequeue();
        }
    }

    private Task<T> Locked<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        lock (_lock)
        {
            return Task.FromResult(work());
        }
    }
}

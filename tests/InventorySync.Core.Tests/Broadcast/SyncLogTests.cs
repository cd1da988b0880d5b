using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace InventorySync.Broadcast;

/// <summary>The sync log is written in batches, survives a failing store, and is bounded.</summary>
public sealed class SyncLogTests : IChannelStore
{
    private readonly VirtualTimeProvider _time = new();
    private readonly List<SyncRun[]> _writes = [];
    private readonly SyncLog _log;
    private bool _isFailing;

    public SyncLogTests()
    {
        _log = new SyncLog(this, 7, new LoopRuntime(_time, new Random(1), inlineContinuations: true), NullLogger.Instance);
        _log.Start();
    }

    [Fact]
    public void Add_SeveralWithinASecond_AreOneWrite()
    {
        Add(3);
        Assert.Empty(_writes);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Add(2);
        _time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.Equal([3, 2], _writes.Select(write => write.Length));
    }

    [Fact]
    public void Store_Fails_LinesAreKeptInOrder()
    {
        _isFailing = true;
        Add(3);
        _time.Advance(TimeSpan.FromSeconds(5));
        _isFailing = false;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([0, 1, 2], Assert.Single(_writes).Select(run => run.Sent));
    }

    [Fact]
    public void Store_FailsForLong_OldestLinesAreLostAndMemoryIsBounded()
    {
        _isFailing = true;
        Add(SyncLog.WaitingMax + 5);
        _isFailing = false;
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(SyncLog.WaitingMax, _writes.Sum(write => write.Length));
        Assert.Equal(5, _writes[0][0].Sent);
    }

    [Fact]
    public void Stop_WritesWhatWaits()
    {
        Add(3);

        _time.Run(() => _log.StopAsync(CancellationToken.None));

        Assert.Equal(3, Assert.Single(_writes).Length);
    }

    Task IChannelStore.AppendAsync(IReadOnlyList<SyncRun> runs, int keepPerChannel, CancellationToken cancellationToken)
    {
        Assert.Equal(7, keepPerChannel);
        if (_isFailing)
        {
            throw new StorageException("the database is down", isTransient: true);
        }

        _writes.Add([.. runs]);
        return Task.CompletedTask;
    }

    Task<ChannelRecord> IChannelStore.ReadAsync(ChannelId channel, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IChannelStore.SavePausedAsync(ChannelId channel, bool paused, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IChannelStore.SaveOrderCursorAsync(ChannelId channel, string? cursor, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyList<SyncRun>> IChannelStore.ReadRunsAsync(ChannelId? channel, int countMax, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void Add(int count)
    {
        // xunit's context would carry continuations to other threads.
        SynchronizationContext.SetSynchronizationContext(null);
        for (var i = 0; i < count; i++)
        {
            _log.Add(new SyncRun
            {
                Id = Guid.Empty,
                Channel = new ChannelId("shop"),
                Kind = SyncRunKind.Push,
                StartedAt = _time.GetUtcNow(),
                Duration = TimeSpan.Zero,
                Sent = i,
            });
        }
    }
}

using InventorySync.Channels;

namespace InventorySync.Buffers.Latency;

/// <summary>Measures how late news travels between us and each channel, in this process.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class DelayBook : IDelays
{
    // A snapshot is a few hundred numbers: taken anew this often it costs nothing, and no delay changes faster.
    private static readonly TimeSpan SnapshotAge = TimeSpan.FromSeconds(10);

    private readonly Dictionary<ChannelId, ChannelMeasure> _channels;
    private readonly ChannelMeasure _house = new(ChannelDelays.None);

    public DelayBook(ChannelRegistry channels)
    {
        _channels = channels.All.ToDictionary(channel => channel.Id, channel => new ChannelMeasure(ExpectedDelays.Of(channel)));
        HalfLifeMin = channels.All
            .Select(channel => ExpectedDelays.Of(channel))
            .Select(expected => TimeSpan.FromSeconds(expected.Ingest.QuantileSeconds(0.99) + expected.Push.QuantileSeconds(0.99)))
            .Append(TimeSpan.FromMinutes(1))
            .Max();
    }

    /// <summary>About the longest delay that is usual: rates are not to change faster than news comes in.</summary>
    public TimeSpan HalfLifeMin { get; }

    public ChannelDelays Of(ChannelId? channel, DateTimeOffset now) => Find(channel).At(now);

    /// <summary>A sale was booked this long after it was made.</summary>
    public void ObserveIngest(ChannelId? channel, TimeSpan delay) => Find(channel).ObserveIngest(delay);

    /// <summary>A change was acknowledged this long after its commit.</summary>
    public void ObservePush(ChannelId channel, TimeSpan lag) => Find(channel).ObservePush(lag);

    /// <summary>Since when a push is under way of which, and after which, nothing was heard; null: the channel answers.</summary>
    public void Unanswered(ChannelId channel, DateTimeOffset? since) => Find(channel).Unanswered(since);

    // A channel of the past, whose sales are still in the ledger, is as good as the house.
    private ChannelMeasure Find(ChannelId? channel) => channel is { } id && _channels.TryGetValue(id, out var found) ? found : _house;

    private sealed class ChannelMeasure
    {
        private readonly Lock _lock = new();
        private readonly DelaySketch _ingest;
        private readonly DelaySketch _push;
        private ChannelDelays _snapshot;
        private DateTimeOffset? _snapshotAt;
        private DateTimeOffset? _unansweredSince;

        public ChannelMeasure(ChannelDelays expected)
        {
            _ingest = new DelaySketch(expected.Ingest);
            _push = new DelaySketch(expected.Push);
            _snapshot = expected;
        }

        public ChannelDelays At(DateTimeOffset now)
        {
            lock (_lock)
            {
                if (_snapshotAt is not { } taken || now - taken >= SnapshotAge || now < taken)
                {
                    _snapshot = new ChannelDelays { Ingest = _ingest.Snapshot(), Push = _push.Snapshot() };
                    _snapshotAt = now;
                }

                return _unansweredSince is { } since && now > since ? _snapshot with { UnansweredFor = now - since } : _snapshot;
            }
        }

        public void ObserveIngest(TimeSpan delay)
        {
            lock (_lock)
            {
                _ingest.Observe(delay);
            }
        }

        public void ObservePush(TimeSpan lag)
        {
            lock (_lock)
            {
                _push.Observe(lag);
            }
        }

        public void Unanswered(DateTimeOffset? since)
        {
            lock (_lock)
            {
                _unansweredSince = since;
            }
        }
    }
}

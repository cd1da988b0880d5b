using InventorySync.Broadcast.Planning;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Storage.Coordination;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>
/// Keeps one channel up to date: a loop of its own that takes signals, reads quantities, makes calls and saves what they came
/// to. All decisions are the <see cref="ChannelPlan"/>'s; nothing here waits for another channel (I10).
/// </summary>
/// <remarks>
/// The loop alone touches the plan. Calls run beside it and post their ends; signals and requests are noted from any thread;
/// the status is a snapshot that every cycle replaces.
/// </remarks>
internal sealed partial class ChannelDispatcher : IDisposable
{
    // How long the loop rests after a failure of the store or of ours, so that it neither spins nor sleeps through the recovery.
    private static readonly TimeSpan FaultDelay = TimeSpan.FromSeconds(1);

    // How soon it is looked again whether the channel is back, when a comparison fell into its absence.
    private static readonly TimeSpan CompareDelay = TimeSpan.FromMinutes(1);

    private readonly SalesChannel _channel;
    private readonly BroadcastParts _parts;
    private readonly LoopRuntime _runtime;
    private readonly DispatchClock _clock;
    private readonly AsyncSignal _wake;
    private readonly AsyncSignal _stop;
    private readonly SignalInbox _inbox;
    private readonly AdapterCalls _calls;
    private readonly LagSketch _lags = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly CancellationTokenSource _stopOrders = new();
    private readonly PlanSettings _settings;
    private readonly IStoreLease? _lease;
    private CancellationTokenRegistration _loss;
    private ChannelPlan _plan;
    private volatile ChannelStatus _status;
    private volatile bool _isStopping;
    private volatile bool _isLost;
    private Task _loop = Task.CompletedTask;
    private DateTimeOffset? _ruleChangeAt;
    private TimeSpan? _compareAt;

    /// <param name="channel">The channel.</param>
    /// <param name="parts">What it works with.</param>
    /// <param name="lease">Under which it works; null: the store serves one process, or the loop never runs.</param>
    public ChannelDispatcher(SalesChannel channel, BroadcastParts parts, IStoreLease? lease = null)
    {
        _channel = channel;
        _parts = parts;
        _lease = lease;
        _settings = PlanSettings.Of(channel, isShared: lease is not null);
        _runtime = parts.Runtime;
        _clock = new DispatchClock(_runtime.Time);
        _wake = _runtime.CreateSignal();
        _stop = _runtime.CreateSignal();
        _inbox = new SignalInbox(channel.Id, _clock, _wake);
        _calls = new AdapterCalls(channel, parts.Orders, _runtime, parts.Logger, PostEnd);
        _plan = CreatePlan();
        _status = Snapshot(ChannelState.Stopped);
    }

    public ChannelId Channel => _channel.Id;

    /// <summary>Where signals land.</summary>
    public ISignalReceiver Signals => _inbox;

    public ChannelStatus Status
    {
        get
        {
            var status = _status;
            return status with
            {
                Signals = _inbox.Count,
                CoalescedSignals = status.CoalescedSignals + _inbox.Coalesced,
                LagP50 = _lags.Percentile(0.5),
                LagP99 = _lags.Percentile(0.99),
            };
        }
    }

    /// <summary>Starts the loop; it reads its listings by itself, so that no other part waits for it.</summary>
    public void Start()
    {
        // In production the loop must not run in the caller's time: what completes this gate goes on in the thread pool.
        var gate = _runtime.CreateCompletion<bool>();
        BeginToTakeRequests();
        _loss = _lease?.Lost.UnsafeRegister(static state => ((ChannelDispatcher)state!).Abandon(), this) ?? default;
        _loop = RunAsync(gate.Task);
        gate.SetResult(true);
    }

    /// <summary>Makes no more calls, waits for those under way and saves what they came to.</summary>
    /// <param name="cancellationToken">The time to drain is over: what is under way is given up, and is pushed again at the next start.</param>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        // What is read of orders is read again; not CancelAsync, which goes by the thread pool.
        _isStopping = true;
        _stopOrders.Cancel();
        _stop.Set();
        _wake.Set();
        return EndAsync(cancellationToken);
    }

    public void Dispose()
    {
        // An application whose start failed disposes of what it never stopped: the loop must not go on, and fail, over what is gone.
        if (!_isLost && !_loop.IsCompleted)
        {
            Abandon();
        }

        _loss.Dispose();
        _abort.Dispose();
        _stopOrders.Dispose();
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static state =>
            {
                var self = (ChannelDispatcher)state!;
                self._abort.Cancel();
                self._wake.Set();
            },
            this);
        await _loop.ConfigureAwait(false);
    }

    // The channel may be another process's by now: no further call, an end to those under way, and nothing more is saved.
    private void Abandon()
    {
        _isLost = true;
        _isStopping = true;
        _abort.Cancel();
        _stopOrders.Cancel();
        _stop.Set();
        _wake.Set();
    }

    private async Task RunAsync(Task started)
    {
        await started.ConfigureAwait(false);
        if (await LoadAsync().ConfigureAwait(false))
        {
            // A last cycle saves what ended last; if that fails, the rows say that it is not known what the channel shows.
            var wait = await CycleSafelyAsync().ConfigureAwait(false);
            while (!_isStopping || (_plan.CallsUnderWay > 0 && !_abort.IsCancellationRequested))
            {
                await _wake.WaitAsync(wait, CancellationToken.None).ConfigureAwait(false);
                wait = await CycleSafelyAsync().ConfigureAwait(false);
            }
        }

        await EndRequestsAsync().ConfigureAwait(false);
        _parts.Delays?.Unanswered(Channel, null);
        _status = Snapshot(ChannelState.Stopped);
        BroadcastLog.Stopped(_parts.Logger, Channel, _plan.Totals.Stale);
    }

    private async Task<TimeSpan> CycleSafelyAsync()
    {
        try
        {
            return await CycleAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The loop must outlive any failure of the store: what was not done is found again, since only states are compared.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            if (!_isLost)
            {
                BroadcastLog.CycleFailed(_parts.Logger, Channel, FaultDelay, fault);
            }

            if (!_isStopping)
            {
                await _stop.WaitAsync(FaultDelay, CancellationToken.None).ConfigureAwait(false);
            }

            return _isStopping ? FaultDelay : TimeSpan.Zero;
        }
    }

    private async Task<TimeSpan> CycleAsync()
    {
        _plan.BeginCycle();
        await TakeNewsAsync().ConfigureAwait(false);

        // Before quantities are read: a channel that does not answer is shown less.
        _parts.Delays?.Unanswered(Channel, _plan.UnansweredSince);
        await RunRequestsAsync().ConfigureAwait(false);
        LookByTime();
        _plan.Wake(_clock.Now);
        await LookAsync().ConfigureAwait(false);
        ReleaseRuns();
        await CallAsync().ConfigureAwait(false);
        if (!_isStopping && _plan.TryBeginOrders(_clock.Elapsed))
        {
            _ = _calls.ReadOrdersAsync(_stopOrders.Token);
        }

        LogResync();
        _parts.Delays?.Unanswered(Channel, _plan.UnansweredSince);
        _status = Snapshot(StateNow());
        return NextWait();
    }

    // Rules change what channels show by the clock alone, and another process by the database alone: both are looked for.
    private void LookByTime()
    {
        var now = _clock.Now;
        if (_ruleChangeAt is { } change && now.Utc >= change)
        {
            _plan.LookAtEverything();
            _ruleChangeAt = _parts.Publication.NextRuleChange(_channel, now.Utc);
        }

        if (_compareAt is { } compare && now.Elapsed >= compare)
        {
            // Of a channel that is away nothing could be sent, and what buffers say of it then is no change for a person to judge.
            var isThere = _plan.Breaker(now.Elapsed) == BreakerState.Closed;
            _compareAt = now.Elapsed + (isThere ? _channel.Options.CompareInterval : CompareDelay);
            if (isThere)
            {
                _plan.LookAtEverything();
            }
        }
    }

    private void ReleaseRuns()
    {
        var before = _plan.Question;
        _plan.Release(_clock.Now);
        if (_plan.Question is { } question && question != before)
        {
            BroadcastLog.BlastRadiusAsked(_parts.Logger, Channel, question.Reason, question.Listings, question.Id);
        }
    }

    private TimeSpan NextWait()
    {
        if (_plan.LooksPending > 0 || _plan.HasUnsaved)
        {
            return TimeSpan.Zero;
        }

        var now = _clock.Now;
        var next = _plan.NextAt(now.Elapsed);
        next = Earlier(next, _compareAt);
        next = Earlier(next, _ruleChangeAt is { } change ? now.Elapsed + (change - now.Utc) : null);
        if (next is not { } at)
        {
            return Timeout.InfiniteTimeSpan;
        }

        // Timers count whole milliseconds: one that fires early would only be set again.
        return at <= now.Elapsed ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(Math.Ceiling((at - now.Elapsed).TotalMilliseconds));
    }

    private ChannelPlan CreatePlan() => new(Channel, _settings, _runtime.NewUuid);

    private ChannelState StateNow()
    {
        var now = _clock.Elapsed;
        return _plan.IsPaused ? ChannelState.Paused
            : _plan.Breaker(now) != BreakerState.Closed ? ChannelState.Broken
            : _plan.IsThrottled(now) ? ChannelState.Throttled
            : ChannelState.Running;
    }

    private ChannelStatus Snapshot(ChannelState state)
    {
        var totals = _plan.Totals;
        return new ChannelStatus
        {
            Channel = Channel,
            State = state,
            Breaker = _plan.Breaker(_clock.Elapsed),
            Question = _plan.Question,
            Listings = totals.Listings,
            Held = totals.Held,
            Rejected = totals.Rejected,
            Stale = totals.Stale,
            QueueDepth = totals.QueueDepth,
            ToCompare = _plan.LooksPending,
            InFlight = totals.InFlight,
            AwaitingConfirmation = totals.AwaitingConfirmation,
            UnitsAtRisk = totals.UnitsAtRisk,
            CoalescedSignals = totals.Coalesced,
            Pushes = totals.Pushes,
            ListingsSent = totals.ListingsSent,
            Accepted = totals.Accepted,
            Conflicts = totals.Conflicts,
            Throttles = totals.Throttles,
            Failures = totals.Failures,
            DeadLetters = totals.DeadLetters,
            CallsPerSecond = _plan.CallsPerSecond,
            LastAcknowledgedAt = totals.LastAcknowledgedAt,
            LastFault = totals.LastFault,
        };
    }

    private static TimeSpan? Earlier(TimeSpan? a, TimeSpan? b) => a is { } first && (b is not { } second || first < second) ? a : b;
}

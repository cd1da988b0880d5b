namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>Decides about each call that arrives: rate limit, outages, faults by chance and by order. Guarded by the marketplace's lock.</summary>
internal sealed class CallGate
{
    private readonly SimulatedMarketplaceOptions _options;
    private readonly Random _random;
    private readonly HistoryLog _history;
    private readonly Queue<SimulatedFault> _ordered = new();
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _planned = [];
    private double _tokens;
    private DateTimeOffset _refilled;
    private (DateTimeOffset From, DateTimeOffset To)? _nextOutage;

    public CallGate(SimulatedMarketplaceOptions options, Random random, HistoryLog history, DateTimeOffset now)
    {
        _options = options;
        _random = random;
        _history = history;
        _tokens = options.CallBurst;
        _refilled = now;
        Faults = options.Faults;
    }

    /// <summary>The rates of now. Random outages are drawn anew under new rates.</summary>
    public SimulatedFaults Faults
    {
        get;
        set
        {
            field = value;
            _nextOutage = null;
        }
    }

    public void FailNext(SimulatedFault fault, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            _ordered.Enqueue(fault);
        }
    }

    public void PlanOutage(DateTimeOffset from, DateTimeOffset to) => _planned.Add((from, to));

    /// <summary>How long a call takes, one way.</summary>
    public TimeSpan DrawOneWay() => SimulatedDelay.WholeMilliseconds(_options.Latency.Draw(_random) / 2);

    public CallPlan Plan(DateTimeOffset now, bool writes)
    {
        _history.CountCall();
        var back = DrawOneWay();
        if (_ordered.TryDequeue(out var ordered))
        {
            return Failing(now, ordered, back);
        }

        if (IsDown(now))
        {
            return Failing(now, SimulatedFault.Unavailable, back);
        }

        if (writes && !TakeToken(now))
        {
            return Failing(now, SimulatedFault.Throttled, back);
        }

        return Failing(now, DrawFault(writes), back);
    }

    /// <summary>Whether one listing of a call fails in passing.</summary>
    public bool DrawRowFailure() => Chance(Faults.RowFailureRate);

    /// <summary>Whether a write that was taken is never carried out.</summary>
    public bool DrawConfirmationLost() => Chance(Faults.ConfirmationLostRate);

    private CallPlan Failing(DateTimeOffset now, SimulatedFault fault, TimeSpan back)
    {
        switch (fault)
        {
            case SimulatedFault.None or SimulatedFault.RowFailure:
                return new(fault, back);
            case SimulatedFault.Throttled:
                _history.Add(now, MarketplaceEventKind.Throttled);
                return new(fault, back, _options.TellsRetryAfter ? TimeToNextToken() : null);
            case SimulatedFault.LateWrite:
                _history.Add(now, MarketplaceEventKind.CallFailed, detail: fault.ToString());
                var lateBy = TimeSpan.FromTicks((long)(_options.LateWriteTimeMax.Ticks * _random.NextDouble()));
                return new(fault, back, LateBy: lateBy);
            default:
                _history.Add(now, MarketplaceEventKind.CallFailed, detail: fault.ToString());
                return new(fault, back);
        }
    }

    private SimulatedFault DrawFault(bool writes)
    {
        if (writes && Chance(Faults.ThrottleRate))
        {
            return SimulatedFault.Throttled;
        }

        if (Chance(Faults.RequestLostRate))
        {
            return SimulatedFault.RequestLost;
        }

        if (Chance(Faults.AnswerLostRate))
        {
            return SimulatedFault.AnswerLost;
        }

        if (Chance(Faults.SilenceRate))
        {
            return SimulatedFault.Silence;
        }

        return writes && Chance(Faults.LateWriteRate) ? SimulatedFault.LateWrite : SimulatedFault.None;
    }

    // A rate of 0 draws nothing, so that switching one fault on leaves the other chances of a seed where they are.
    private bool Chance(double rate) => rate > 0 && _random.NextDouble() < rate;

    private bool TakeToken(DateTimeOffset now)
    {
        _tokens = Math.Min(_options.CallBurst, _tokens + (now - _refilled).TotalSeconds * _options.CallsPerSecond);
        _refilled = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }

    private TimeSpan TimeToNextToken() =>
        SimulatedDelay.WholeMilliseconds(TimeSpan.FromSeconds(Math.Max(0.001, (1 - _tokens) / _options.CallsPerSecond)));

    private bool IsDown(DateTimeOffset now) =>
        _planned.Exists(outage => outage.From <= now && now < outage.To) || IsRandomlyDown(now);

    private bool IsRandomlyDown(DateTimeOffset now)
    {
        if (Faults.OutagesPerDay <= 0)
        {
            return false;
        }

        var outage = _nextOutage ?? DrawOutage(now);
        while (outage.To <= now)
        {
            outage = DrawOutage(outage.To);
        }

        _nextOutage = outage;
        return outage.From <= now;
    }

    // Outages come as a Poisson process: exponential times between them.
    private (DateTimeOffset From, DateTimeOffset To) DrawOutage(DateTimeOffset after)
    {
        var from = after + TimeSpan.FromDays(-Math.Log(1 - _random.NextDouble()) / Faults.OutagesPerDay);
        return (from, from + Faults.OutageTime.Draw(_random));
    }
}

namespace InventorySync.Testing.Tests;

public sealed class VirtualTimeProviderTests
{
    private readonly VirtualTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(-6)));
    private readonly List<string> _ran = [];

    [Fact]
    public void GetUtcNow_AfterAdvance_IsTheStartPlusTheSpanInUtc()
    {
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(new DateTimeOffset(2026, 3, 1, 6, 5, 0, TimeSpan.Zero), _time.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, _time.GetUtcNow().Offset);
        Assert.Equal(TimeSpan.FromMinutes(5), _time.GetElapsedTime(0));
    }

    [Fact]
    public void AdvanceTo_EarlierTime_IsRefused()
    {
        var fault = Assert.Throws<ArgumentOutOfRangeException>(() => _time.AdvanceTo(_time.GetUtcNow() - TimeSpan.FromTicks(1)));
        Assert.Contains("does not go back", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_SeveralTimers_RunInOrderOfTimeThenOfSetting()
    {
        Note("late", 3);
        Note("first of two", 1);
        Note("second of two", 1);
        Note("not yet", 4);

        _time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["first of two@1", "second of two@1", "late@3"], _ran);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(1), _time.NextTimer);
    }

    [Fact]
    public void Advance_TimerSetByATimer_RunsInTheSameMoveAtItsOwnTime()
    {
        using var outer = _time.CreateTimer(_ => Note("inner", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["inner@2"], _ran);
    }

    [Fact]
    public void Advance_Periodic_RunsOncePerPeriodUntilDisposed()
    {
        var timer = _time.CreateTimer(_ => Ran("tick"), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.FromSeconds(5));
        timer.Dispose();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["tick@1", "tick@3", "tick@5"], _ran);
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        Assert.Null(_time.NextTimer);
    }

    [Fact]
    public void CreateTimer_DueAtOnce_RunsAtTheNextMoveAndNotInsideTheCall()
    {
        Note("now", 0);
        Assert.Empty(_ran);

        _time.Advance(TimeSpan.Zero);

        Assert.Equal(["now@0"], _ran);
    }

    [Fact]
    public void Change_SetTimer_RunsAtTheNewTimeAlone()
    {
        using var timer = _time.CreateTimer(_ => Ran("moved"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        timer.Change(TimeSpan.FromSeconds(7), Timeout.InfiniteTimeSpan);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["moved@7"], _ran);
    }

    [Fact]
    public async Task Advance_AwaitedDelay_GoesOnInsideTheMoveOnThisThread()
    {
        var threads = new List<int>();
        async Task Work()
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Delay(TimeSpan.FromHours(1), _time).ConfigureAwait(false);
                threads.Add(Environment.CurrentManagedThreadId);
            }
        }

        var work = Work();
        var mine = Environment.CurrentManagedThreadId;
        _time.Advance(TimeSpan.FromHours(3));

        Assert.True(work.IsCompletedSuccessfully);
        Assert.Equal([mine, mine, mine], threads);
        await work;
    }

    [Fact]
    public void Run_WorkThatWaits_EndsWithTheClockWhereItEnded()
    {
        var start = _time.GetUtcNow();

        _time.Run(() => Task.Delay(TimeSpan.FromDays(2), _time));

        Assert.Equal(start + TimeSpan.FromDays(2), _time.GetUtcNow());
    }

    [Fact]
    public void Run_WorkThatNothingCanWake_SaysSoInsteadOfHanging()
    {
        var never = new TaskCompletionSource();

        var fault = Assert.Throws<InvalidOperationException>(() => _time.Run(() => never.Task));
        Assert.Contains("no timer", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WorkThatThrows_ThrowsTheSameUnwrapped()
    {
        async Task Work()
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _time).ConfigureAwait(false);
            throw new FormatException("mine");
        }

        Assert.Equal("mine", Assert.Throws<FormatException>(() => _time.Run(Work)).Message);
    }

    [Fact]
    public void CancellationTokenSource_OnThisClock_CancelsWhenItsTimeHasCome()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(30), _time);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(cancellation.IsCancellationRequested);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task Advance_FromSeveralThreads_RunsEachTimerOnceAndNeverGoesBack()
    {
        var ran = 0;
        var timers = Enumerable.Range(0, 1000)
            .Select(i => _time.CreateTimer(_ => Interlocked.Increment(ref ran), null, TimeSpan.FromMilliseconds(i), Timeout.InfiniteTimeSpan))
            .ToArray();
        var end = _time.GetUtcNow() + TimeSpan.FromSeconds(1);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var before = _time.GetUtcNow();
            while (_time.AdvanceToNextTimer())
            {
                var now = _time.GetUtcNow();
                Assert.True(now >= before, $"went back from {before:O} to {now:O}");
                before = now;
            }
        })));

        Assert.Equal(timers.Length, ran);
        Assert.True(_time.GetUtcNow() < end);
    }

    private void Note(string name, int seconds) =>
        _time.CreateTimer(_ => Ran(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private void Ran(string name) => _ran.Add($"{name}@{_time.GetElapsedTime(0).TotalSeconds}");
}

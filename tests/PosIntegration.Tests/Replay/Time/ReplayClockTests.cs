using System.Net;
using InventorySync.Testing;
using PosIntegration.Replay.Time;

namespace PosIntegration.Tests.Replay.Time;

public sealed class ReplayClockTests
{
    private static readonly DateTimeOffset Start = new(2010, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<string> _log = [];

    [Fact]
    public Task AdvanceToAsync_TimersAndCalls_RunInTheOrderOfTime() => Task.Run(async () =>
    {
        var clock = NewClock(Pace.Max, new VirtualTimeProvider());
        _ = WaitAsync(clock, "late", TimeSpan.FromMinutes(2), calls: false);
        _ = WaitAsync(clock, "early", TimeSpan.FromMinutes(1), calls: true);
        _ = WaitAsync(clock, "never", TimeSpan.FromHours(1), calls: false);

        await clock.AdvanceToAsync(Start.AddMinutes(10), CancellationToken.None);

        Assert.Equal(["early 00:01", "early answered 00:01", "late 00:02"], _log);
        Assert.Equal(Start.AddMinutes(10), clock.Now);
    });

    [Fact]
    public Task UntilAsync_WorkThatWaits_MovesTheClockAsFarAsNeeded() => Task.Run(async () =>
    {
        var clock = NewClock(Pace.Max, new VirtualTimeProvider());

        var answer = await clock.UntilAsync(AnswerAsync(clock), CancellationToken.None);

        Assert.Equal(42, answer);
        Assert.Equal(Start.AddMinutes(3), clock.Now);

        static async Task<int> AnswerAsync(ReplayClock clock)
        {
            await Task.Delay(TimeSpan.FromMinutes(3), clock.Time).ConfigureAwait(false);
            return 42;
        }
    });

    [Fact]
    public Task UntilAsync_WorkThatNothingWakes_SaysSo() => Task.Run(async () =>
    {
        var clock = NewClock(Pace.Max, new VirtualTimeProvider());

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => clock.UntilAsync(new TaskCompletionSource<int>().Task, CancellationToken.None));

        Assert.Contains("waits for what no call and no timer brings about", fault.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task AdvanceToAsync_WithAPace_WaitsForTheWall() => Task.Run(async () =>
    {
        var wall = new VirtualTimeProvider();
        Pace.TryParse("60", out var pace);
        var clock = NewClock(pace, wall);

        var advance = clock.AdvanceToAsync(Start.AddMinutes(2), CancellationToken.None);

        wall.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(advance.IsCompleted);
        wall.Advance(TimeSpan.FromSeconds(0.2));
        await advance;
        Assert.Equal(Start.AddMinutes(2), clock.Now);
    });

    [Theory]
    [InlineData("max", 0)]
    [InlineData("MAX", 0)]
    [InlineData("3600", 3600)]
    [InlineData("0.5", 0.5)]
    public void TryParse_Pace_ReadsIt(string text, double factor)
    {
        Assert.Null(Pace.TryParse(text, out var pace));
        Assert.Equal(factor, pace.Factor);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("fast")]
    [InlineData("NaN")]
    [InlineData("")]
    public void TryParse_BadPace_SaysWhatToGive(string text) => Assert.Equal(
        $"--speed is '{text}'; give it 'max', or seconds of data a second from 0.001 to 1000000000, such as 3600 for an hour a second.", Pace.TryParse(text, out _));

    private static ReplayClock NewClock(Pace pace, TimeProvider wall) => new(Start, pace, wall, () => ValueTask.CompletedTask);

    private async Task WaitAsync(ReplayClock clock, string name, TimeSpan delay, bool calls)
    {
        await Task.Delay(delay, clock.Time).ConfigureAwait(false);
        _log.Add($"{name} {clock.Now:HH:mm}");
        if (calls)
        {
            await clock.Calls.EnqueueAsync(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)), CancellationToken.None).ConfigureAwait(false);
            _log.Add($"{name} answered {clock.Now:HH:mm}");
        }
    }
}

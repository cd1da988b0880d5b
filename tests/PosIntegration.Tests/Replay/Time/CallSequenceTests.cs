using System.Net;
using PosIntegration.Replay.Time;

namespace PosIntegration.Tests.Replay.Time;

public sealed class CallSequenceTests
{
    private readonly CallSequence _calls = new();
    private readonly List<string> _log = [];

    [Fact]
    public Task DrainAsync_SeveralCalls_MakesThemOneAfterTheOtherInTheOrderAsked() => OnThePool(async () =>
    {
        Ask("a", TimeSpan.FromMilliseconds(20));
        Ask("b", TimeSpan.Zero);

        Assert.Empty(_log);
        await _calls.DrainAsync();

        Assert.Equal(["a sent", "a answered", "b sent", "b answered"], _log);
        Assert.Equal(2, _calls.Made);
    });

    [Fact]
    public Task DrainAsync_CallThatLeadsToAnother_MakesThatToo() => OnThePool(async () =>
    {
        Ask("a", TimeSpan.Zero, then: () => Ask("c", TimeSpan.Zero));
        Ask("b", TimeSpan.Zero);

        await _calls.DrainAsync();

        Assert.Equal(["a sent", "a answered", "b sent", "b answered", "c sent", "c answered"], _log);
    });

    [Fact]
    public Task DrainAsync_FailedCall_TellsItsCallerAndGoesOn() => OnThePool(async () =>
    {
        var failed = _calls.EnqueueAsync(_ => throw new HttpRequestException("gone"), CancellationToken.None);
        Ask("b", TimeSpan.Zero);

        await _calls.DrainAsync();

        Assert.Equal("gone", (await Assert.ThrowsAsync<HttpRequestException>(() => failed)).Message);
        Assert.Equal(["b sent", "b answered"], _log);
    });

    [Fact]
    public Task DrainAsync_CallGivenUpBefore_IsNotMade() => OnThePool(async () =>
    {
        using var source = new CancellationTokenSource();
        var given = _calls.EnqueueAsync(_ => throw new InvalidOperationException("made all the same"), source.Token);
        await source.CancelAsync();

        await _calls.DrainAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
    });

    [Fact]
    public Task DrainAsync_Answer_HasItsWholeBody() => OnThePool(async () =>
    {
        var asked = _calls.EnqueueAsync(
            _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("body") }), CancellationToken.None);

        await _calls.DrainAsync();

        var read = (await asked).Content.ReadAsStringAsync();
        Assert.True(read.IsCompletedSuccessfully);
        Assert.Equal("body", await read);
    });

    // A test runner's synchronisation context would take the continuations away from the drain.
    private static Task OnThePool(Func<Task> test) => Task.Run(test);

    // Fire and forget: the caller's continuation runs inside the drain, which is what is tested.
    private void Ask(string name, TimeSpan time, Action? then = null)
    {
        _ = AskAsync();

        async Task AskAsync()
        {
            await _calls.EnqueueAsync(
                async token =>
                {
                    _log.Add($"{name} sent");
                    await Task.Delay(time, token);
                    return new HttpResponseMessage(HttpStatusCode.OK);
                },
                CancellationToken.None).ConfigureAwait(false);
            _log.Add($"{name} answered");
            then?.Invoke();
        }
    }
}

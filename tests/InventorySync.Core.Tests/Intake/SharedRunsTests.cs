using InventorySync.Scheduling;
using InventorySync.Testing;

namespace InventorySync.Intake;

/// <summary>Who shares which run.</summary>
public sealed class SharedRunsTests
{
    private readonly SharedRuns _runs;
    private readonly AsyncSignal _wake;

    public SharedRunsTests()
    {
        var runtime = new LoopRuntime(new VirtualTimeProvider(), new Random(1), inlineContinuations: true);
        _wake = runtime.CreateSignal();
        _runs = new SharedRuns(runtime, _wake);
    }

    [Fact]
    public async Task AskAsync_BeforeARunBegins_SharesIt()
    {
        var first = _runs.AskAsync(CancellationToken.None);
        var second = _runs.AskAsync(CancellationToken.None);

        Assert.True(await _wake.WaitAsync(TimeSpan.Zero, CancellationToken.None));
        _runs.Take().End(true);

        Assert.True(await first);
        Assert.True(await second);
        Assert.False(_runs.IsAsked);
    }

    [Fact]
    public async Task AskAsync_WhileARunIsUnderWay_WaitsForTheNext()
    {
        var first = _runs.AskAsync(CancellationToken.None);
        var underWay = _runs.Take();
        var second = _runs.AskAsync(CancellationToken.None);

        underWay.End(true);

        Assert.True(await first);
        Assert.False(second.IsCompleted);
        Assert.True(_runs.IsAsked);
    }

    [Fact]
    public async Task AskAsync_Cancelled_LeavesTheOthersTheirRun()
    {
        using var impatience = new CancellationTokenSource();
        var impatient = _runs.AskAsync(impatience.Token);
        var patient = _runs.AskAsync(CancellationToken.None);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        _runs.Take().End(true);

        Assert.True(await patient);
    }

    [Fact]
    public async Task Close_WithAndWithoutWaiters_AnswersFalse()
    {
        var before = _runs.AskAsync(CancellationToken.None);

        _runs.Close();

        Assert.False(await before);
        Assert.False(await _runs.AskAsync(CancellationToken.None));
    }
}

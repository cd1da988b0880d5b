namespace InventorySync.Broadcast.Planning;

public sealed class UnansweredPushesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 14, 12, 0, 0, TimeSpan.Zero);

    private readonly UnansweredPushes _pushes = new();

    [Fact]
    public void Since_NothingSent_IsNone() => Assert.Null(_pushes.Since);

    [Fact]
    public void Since_SeveralSent_IsTheOldestUntilItOrALaterOneIsAnswered()
    {
        _pushes.Sent(Noon);
        _pushes.Sent(Noon.AddSeconds(5));
        _pushes.Sent(Noon.AddSeconds(9));
        Assert.Equal(Noon, _pushes.Since);
        _pushes.Answered(Noon.AddSeconds(5));
        Assert.Equal(Noon.AddSeconds(9), _pushes.Since);
        _pushes.Answered(Noon.AddSeconds(9));
        Assert.Null(_pushes.Since);
    }

    [Fact]
    public void Since_WithdrawnOrPaused_IsNoSilenceOfTheChannel()
    {
        _pushes.Sent(Noon);
        _pushes.Withdrawn(Noon);
        Assert.Null(_pushes.Since);
        _pushes.Sent(Noon);
        _pushes.Forget();
        Assert.Null(_pushes.Since);
    }

    [Fact]
    public void Since_LongSilence_KeepsItsBeginning()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _pushes.Sent(Noon.AddSeconds(i));
        }

        Assert.Equal(Noon, _pushes.Since);
        _pushes.Answered(Noon.AddSeconds(10_000));
        Assert.Null(_pushes.Since);
    }
}

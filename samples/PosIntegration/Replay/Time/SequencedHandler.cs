namespace PosIntegration.Replay.Time;

/// <summary>Puts a client's calls into the replay's <see cref="CallSequence"/>; the way there and back takes time on the replay's clock.</summary>
internal sealed class SequencedHandler : DelegatingHandler
{
    private readonly CallSequence _calls;
    private readonly TimeProvider _time;
    private readonly Func<TimeSpan> _oneWay;

    /// <param name="calls">The sequence.</param>
    /// <param name="time">The replay's clock.</param>
    /// <param name="oneWay">How long the next message travels; asked twice a call.</param>
    public SequencedHandler(CallSequence calls, TimeProvider time, Func<TimeSpan> oneWay)
        // Each call has a connection of its own: on one that is kept, the framework repeats a broken read by itself, and how long
        // one is kept is up to the wall's clock.
        : base(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero })
    {
        _calls = calls;
        _time = time;
        _oneWay = oneWay;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await TravelAsync(cancellationToken).ConfigureAwait(false);
        var response = await _calls.EnqueueAsync(token => base.SendAsync(request, token), cancellationToken).ConfigureAwait(false);
        await TravelAsync(cancellationToken).ConfigureAwait(false);
        return response;
    }

    private Task TravelAsync(CancellationToken cancellationToken) =>
        _oneWay() is var way && way > TimeSpan.Zero ? Task.Delay(way, _time, cancellationToken) : Task.CompletedTask;
}

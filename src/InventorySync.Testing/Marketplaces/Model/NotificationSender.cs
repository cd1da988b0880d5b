using System.Globalization;
using InventorySync.Channels;
using InventorySync.Scheduling;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>Sends notifications, each after its own delays and until it is taken. The delays are drawn under the marketplace's lock, the rest runs outside.</summary>
internal sealed class NotificationSender : IDisposable
{
    private readonly SimulatedMarketplaceOptions _options;
    private readonly LoopRuntime _runtime;
    private readonly Random _random;
    private readonly CancellationTokenSource _stopped = new();
    private long _sent;
    private int _underWay;

    public NotificationSender(SimulatedMarketplaceOptions options, LoopRuntime runtime, Random random)
    {
        _options = options;
        _runtime = runtime;
        _random = random;
    }

    public Func<ChannelNotification, CancellationToken, Task<bool>>? Sink { get; set; }

    /// <summary>Notifications that are on their way or will be tried again.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Decides what becomes of one notification. Under the marketplace's lock.</summary>
    public Dispatch Plan(SimulatedFaults faults, string topic, ReadOnlyMemory<byte> body)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{_options.Name}-n{++_sent}");
        var notification = NotificationCodec.Write(_options.NotificationSecret, id, topic, body);
        if (Chance(faults.NotificationLostRate))
        {
            return new(id, notification, []);
        }

        var delays = new List<TimeSpan> { DrawDelay(faults) };
        if (Chance(faults.NotificationDoubledRate))
        {
            delays.Add(DrawDelay(faults));
        }

        return new(id, notification, delays);
    }

    /// <summary>Starts the copies of a notification. Outside the lock, since without a delay the receiver runs right here.</summary>
    public void Start(Dispatch dispatch, Action<string, bool> ended)
    {
        foreach (var delay in dispatch.Delays)
        {
            Interlocked.Increment(ref _underWay);
            _ = SendAsync(dispatch, delay, ended);
        }
    }

    public void Dispose()
    {
        using (new NoSynchronizationContext())
        {
            _stopped.Cancel();
        }

        _stopped.Dispose();
    }

    private async Task SendAsync(Dispatch dispatch, TimeSpan delay, Action<string, bool> ended)
    {
        try
        {
            var taken = false;
            var cancellationToken = _stopped.Token;
            for (var attempt = 1; attempt <= _options.NotificationAttemptsMax && !taken; attempt++)
            {
                await _runtime.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
                taken = await TryDeliverAsync(dispatch.Notification, cancellationToken).ConfigureAwait(false);
                delay = SimulatedDelay.WholeMilliseconds(_options.NotificationRetryDelay * Math.Pow(2, attempt - 1));
            }

            ended(dispatch.Id, taken);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException)
        {
            // The marketplace was disposed of: nobody waits for the notification any more.
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task<bool> TryDeliverAsync(ChannelNotification notification, CancellationToken cancellationToken)
    {
        if (Sink is not { } sink)
        {
            return false;
        }

        try
        {
            return await sink(notification, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a receiver throws, to the marketplace it is an answer other than 2xx.
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private TimeSpan DrawDelay(SimulatedFaults faults) =>
        Chance(faults.NotificationLateRate)
            ? SimulatedDelay.WholeMilliseconds(faults.NotificationLateTimeMax * _random.NextDouble())
            : _options.NotificationDelay.Draw(_random);

    private bool Chance(double rate) => rate > 0 && _random.NextDouble() < rate;

    /// <summary>One notification and when its copies are sent; without any, it is lost.</summary>
    internal sealed record Dispatch(string Id, ChannelNotification Notification, IReadOnlyList<TimeSpan> Delays);
}

using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Storage.Coordination;
using Microsoft.Extensions.Logging;

namespace InventorySync.Processes;

/// <summary>
/// Takes the channels that no other process keeps, and has this process's parts work for them from then on: one loop per
/// channel, so that none waits for another. Idle where the store serves one process.
/// </summary>
internal sealed partial class ChannelTerms : ILoop, IDisposable
{
    private readonly ChannelRegistry _channels;
    private readonly IStoreCoordination? _coordination;
    private readonly IChannelTenant[] _tenants;
    private readonly TimeSpan _interval;
    private readonly LoopRuntime _runtime;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _patience = new();
    private Task _running = Task.CompletedTask;

    /// <param name="channels">The channels that this process can keep.</param>
    /// <param name="coordination">Gives the leases; null: the store serves one process.</param>
    /// <param name="tenants">What works for a channel, in the order in which it begins; it ends in reverse.</param>
    /// <param name="interval">How often a channel that is kept elsewhere is tried for.</param>
    /// <param name="runtime">Time and waiting.</param>
    /// <param name="logger">Hears of terms that begin and end.</param>
    public ChannelTerms(
        ChannelRegistry channels,
        IStoreCoordination? coordination,
        IEnumerable<IChannelTenant> tenants,
        TimeSpan interval,
        LoopRuntime runtime,
        ILogger logger)
    {
        _channels = channels;
        _coordination = coordination;
        _tenants = [.. tenants];
        _interval = interval;
        _runtime = runtime;
        _logger = logger;
    }

    public LoopStage Stage => LoopStage.Terms;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_coordination is { } coordination)
        {
            _running = Task.WhenAll([.. _channels.All.Select(channel => KeepAsync(coordination, channel.Id))]);
        }

        return Task.CompletedTask;
    }

    /// <summary>Ends the terms in order, so that another process finds everything saved and can take over at once.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _patience);
        await StopAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _patience.Dispose();
    }

    // Not CancelAsync, which goes by the thread pool.
    private Task StopAsync()
    {
        _stopping.Cancel();
        return Task.CompletedTask;
    }

    private async Task KeepAsync(IStoreCoordination coordination, ChannelId channel)
    {
        try
        {
            while (true)
            {
                if (await TryTakeAsync(coordination, channel).ConfigureAwait(false) is { } lease)
                {
                    await HoldAsync(channel, lease).ConfigureAwait(false);
                }

                // Up to a tenth less, so that processes started together don't all ask at the same moment.
                await _runtime.DelayAsync(_interval * (1 - (_runtime.NextDouble() / 10)), _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The application stops.
        }
    }

    private async Task<IStoreLease?> TryTakeAsync(IStoreCoordination coordination, ChannelId channel)
    {
        try
        {
            return await coordination.TryAcquireAsync($"channel/{channel}", _stopping.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The loop must outlive any failure of the store: it asks again.
        catch (Exception fault) when (fault is not OperationCanceledException || !_stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.NotAsked(_logger, channel, _interval, fault);
            return null;
        }
    }

    private async Task HoldAsync(ChannelId channel, IStoreLease lease)
    {
        await using var held = lease.ConfigureAwait(false);
        var end = _runtime.CreateSignal();
        using var lost = lease.Lost.UnsafeRegister(static state => ((AsyncSignal)state!).Set(), end);
        using var stop = _stopping.Token.UnsafeRegister(static state => ((AsyncSignal)state!).Set(), end);
        Log.Taken(_logger, channel);
        foreach (var tenant in _tenants)
        {
            tenant.Begin(channel, lease);
        }

        await end.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None).ConfigureAwait(false);
        if (lease.Lost.IsCancellationRequested)
        {
            Log.Lost(_logger, channel);
        }

        for (var i = _tenants.Length - 1; i >= 0; i--)
        {
            // What was lost can't be drained: whatever it would write is its successor's to write.
            var patience = lease.Lost.IsCancellationRequested ? new CancellationToken(canceled: true) : _patience.Token;
            await _tenants[i].EndAsync(channel, patience).ConfigureAwait(false);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(ProcessEvents.ChannelTaken, LogLevel.Information, "This process keeps channel {Channel} from here on.")]
        public static partial void Taken(ILogger logger, ChannelId channel);

        [LoggerMessage(ProcessEvents.ChannelLost, LogLevel.Warning, "The connection that kept channel {Channel} for this process is gone: another process may keep it. Whatever was under way is given up.")]
        public static partial void Lost(ILogger logger, ChannelId channel);

        [LoggerMessage(ProcessEvents.ChannelNotAsked, LogLevel.Warning, "Whether channel {Channel} is kept by a process could not be asked; it is tried again in {Interval}.")]
        public static partial void NotAsked(ILogger logger, ChannelId channel, TimeSpan interval, Exception fault);
    }
}

using InventorySync.Channels;
using InventorySync.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace InventorySync.Broadcast;

/// <summary>Reports whether every channel is kept up to date. Add it with <c>services.AddHealthChecks().AddCheck&lt;ChannelHealthCheck&gt;("inventory-channels")</c>.</summary>
/// <remarks>
/// It fails where a channel keeps failing and is left alone, or a question waits for a person: in both cases the channel goes on
/// selling what it last showed. A channel that a person paused is no fault; one that another process keeps is judged
/// there. Safe from any thread.
/// </remarks>
public sealed class ChannelHealthCheck : IHealthCheck
{
    private readonly ChannelRegistry _channels;
    private readonly IBroadcast _broadcast;
    private readonly IInboxStore _inbox;

    internal ChannelHealthCheck(ChannelRegistry channels, IBroadcast broadcast, IInventoryStore store)
    {
        _channels = channels;
        _broadcast = broadcast;
        _inbox = store.Inbox;
    }

    /// <summary>Answers healthy where every channel is; otherwise the registration's failure status, with what is wrong with which.</summary>
    /// <param name="context">The registration.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <returns>The data hold, per channel, its state, the listings and units that are behind, and the notifications that wait.</returns>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var faults = new List<string>();
        var data = new Dictionary<string, object>();
        foreach (var channel in _channels.All)
        {
            var status = await _broadcast.ReadStatusAsync(channel.Id, cancellationToken).ConfigureAwait(false);
            if (FaultOf(status) is { } fault)
            {
                faults.Add(fault);
            }

            data[$"{channel.Id}.state"] = status.State.ToString();
            data[$"{channel.Id}.stale"] = status.Stale;
            data[$"{channel.Id}.unitsAtRisk"] = status.UnitsAtRisk;
            try
            {
                data[$"{channel.Id}.inbox"] = await _inbox.CountAsync(channel.Id, cancellationToken).ConfigureAwait(false);
            }
            catch (StorageException failure)
            {
                return new HealthCheckResult(context.Registration.FailureStatus, "The store does not answer.", failure, data);
            }
        }

        return faults.Count == 0
            ? HealthCheckResult.Healthy("Every channel is kept up to date.", data)
            : new HealthCheckResult(context.Registration.FailureStatus, string.Join(" ", faults), exception: null, data);
    }

    private static string? FaultOf(ChannelStatus status) => status switch
    {
        { Question: { } question } => $"Channel {status.Channel} waits for a person: {question.Reason}",
        { State: ChannelState.Broken } => $"Channel {status.Channel} keeps failing and is left alone: {status.LastFault ?? "no reason was given"}.",
        { State: ChannelState.None or ChannelState.Stopped } => $"Channel {status.Channel} is not started.",
        _ => null,
    };
}

using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Simulation.Auditing;
using InventorySync.Simulation.Processes;
using InventorySync.Simulation.Worlds;
using InventorySync.Storage;

namespace InventorySync.Simulation.Marketplaces;

/// <summary>
/// The application's webhook address: hands a notification to the running process and answers as it says. After each 2xx it
/// looks into the durable store whether what was said is there (I9).
/// </summary>
internal sealed class NotificationDesk
{
    private readonly Func<Process> _process;
    private readonly IInventoryStore _durable;
    private readonly Verdict _verdict;
    private readonly Trace _trace;

    public NotificationDesk(Func<Process> process, IInventoryStore durable, Verdict verdict, Trace trace)
    {
        _process = process;
        _durable = durable;
        _verdict = verdict;
        _trace = trace;
    }

    /// <summary>Takes the marketplace's notifications from here on.</summary>
    public void Open(Market market) => market.Place.NotificationSink = (notification, _) => ReceiveAsync(market, notification);

    private async Task<bool> ReceiveAsync(Market market, ChannelNotification notification)
    {
        var content = market.Read(notification);
        var answer = await _process().CallAsync(process => process.Get<IIntake>().ReceiveAsync(market.Id, notification));
        var isTaken = answer.Value is { IsAccepted: true };
        _trace.Note(market.Plan.Name, $"notified {content.Key}: {(answer.Value is { } result ? result.Status.ToString() : answer.Ending.ToString())}");
        if (isTaken && !await StandsAsync(market.Id, content))
        {
            _verdict.Report(new InvariantViolatedException(
                Invariant.I9NoFactLost, $"notification {content.Key} of {market.Id} was answered with 2xx ({answer.Value!.Status}), and is neither applied nor kept"));
        }

        return isTaken;
    }

    /// <summary>Whether what a notification said is applied, waits in the inbox, or stands in the dead letters.</summary>
    private async Task<bool> StandsAsync(ChannelId channel, NotificationContent content)
    {
        switch (content.Status)
        {
            case NotificationStatus.Orders:
                foreach (var order in content.Orders)
                {
                    if (!await IsAppliedAsync(channel, order.OrderId, order.UpdatedAt)
                        && await _durable.DeadLetters.FindOpenAsync(channel, DeadLetterKind.Order, order.OrderId) is null)
                    {
                        return false;
                    }
                }

                return true;
            case NotificationStatus.ToFetch:
                var waiting = await _durable.Inbox.ReadDueAsync(channel, DateTimeOffset.MaxValue, int.MaxValue);
                return waiting.Any(entry => entry.Key == content.Key)
                    || await IsAppliedAsync(channel, content.Payload, DateTimeOffset.UnixEpoch)
                    || await _durable.DeadLetters.FindOpenAsync(channel, DeadLetterKind.Order, content.Payload) is not null;
            default:
                return true;
        }
    }

    private async Task<bool> IsAppliedAsync(ChannelId channel, string orderId, DateTimeOffset updatedAt)
    {
        var keys = new LedgerKeys();
        keys.Orders.Add(new OrderKey(channel, orderId));

        // Orders are kept to the microsecond.
        return (await _durable.Ledger.LoadAsync(keys)).Orders.Any(state => state.UpdatedAt > updatedAt - TimeSpan.FromMicroseconds(1));
    }
}

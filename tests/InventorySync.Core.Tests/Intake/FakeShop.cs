using System.Globalization;
using System.Text;
using InventorySync.Channels;

namespace InventorySync.Intake;

/// <summary>A channel that a test scripts: it has orders, pages them by the order of their changes, and sends notifications of them.</summary>
internal sealed class FakeShop : IChannelAdapter, INotificationReceiver, IOrderReader
{
    private readonly Dictionary<string, ChannelOrder> _orders = [];
    private readonly List<string> _changes = [];

    public ChannelDescriptor Descriptor { get; set; } = new() { Kind = "fake", CallsPerSecond = 1_000, CallBurst = 1_000 };

    public int PageSize { get; set; } = 2;

    /// <summary>Called before a fetch answers; throws, waits or does nothing.</summary>
    public Func<string, CancellationToken, Task> OnFetch { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called before a page answers.</summary>
    public Func<string?, CancellationToken, Task> OnRead { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called before a push is taken.</summary>
    public Action OnPush { get; set; } = () => { };

    public List<string> Fetches { get; } = [];

    public List<string?> Reads { get; } = [];

    public List<QuantityPush> Pushes { get; } = [];

    public static ChannelNotification Notification(string body) => new()
    {
        Body = Encoding.UTF8.GetBytes(body),
        Headers = new Dictionary<string, string>(),
    };

    public ChannelOrder Put(ChannelOrder order)
    {
        _orders[order.OrderId] = order;
        _changes.Remove(order.OrderId);
        _changes.Add(order.OrderId);
        return order;
    }

    public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default)
    {
        OnPush();
        Pushes.AddRange(pushes);
        return Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Accepted)]);
    }

    /// <summary>Bodies: <c>carry:ids</c>, <c>fetch:id</c>, <c>once:key:id</c>, <c>nokey:id</c>, <c>malformed:key</c>, <c>ignore</c>; all else is forged.</summary>
    public NotificationContent Receive(ChannelNotification notification)
    {
        var words = Encoding.UTF8.GetString(notification.Body.Span).Split(':');
        return words[0] switch
        {
            "carry" => NotificationContent.Carrying("carried", [.. words[1].Split(',').Select(id => _orders[id])]),
            "fetch" => NotificationContent.ToFetch($"orders/{words[1]}", words[1]),
            "once" => NotificationContent.ToFetch(words[1], words[2], keyIsUnique: true),
            "nokey" => NotificationContent.ToFetch(string.Empty, words[1]),
            "malformed" => NotificationContent.Malformed(words[1], "{", "not JSON"),
            "ignore" => NotificationContent.Ignored,
            _ => NotificationContent.Forged,
        };
    }

    public async Task<IReadOnlyList<ChannelOrder>> FetchOrdersAsync(string payload, CancellationToken cancellationToken = default)
    {
        Fetches.Add(payload);
        var answer = _orders.TryGetValue(payload, out var order) ? new[] { order } : [];
        await OnFetch(payload, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    public async Task<OrderPage> ReadOrdersAsync(string? cursor, CancellationToken cancellationToken = default)
    {
        Reads.Add(cursor);
        await OnRead(cursor, cancellationToken).ConfigureAwait(false);
        var from = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var page = _changes.Skip(from).Take(PageSize).Select(id => _orders[id]).ToArray();
        return new OrderPage
        {
            Orders = page,
            Cursor = (from + page.Length).ToString(CultureInfo.InvariantCulture),
            HasMore = from + page.Length < _changes.Count,
        };
    }
}

using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>All orders, and in what order they changed last. Guarded by the marketplace's lock.</summary>
internal sealed class OrderBook
{
    private readonly string _name;
    private readonly int _pageSize;
    private readonly Dictionary<string, MarketOrder> _byId = [];

    // One entry a change; an order stands at its last change alone, the earlier ones are null.
    private readonly List<MarketOrder?> _changes = [];

    public OrderBook(string name, int pageSize)
    {
        _name = name;
        _pageSize = pageSize;
    }

    public MarketOrder Place(DateTimeOffset now, IEnumerable<ChannelOrderLine> lines)
    {
        var order = new MarketOrder(string.Create(CultureInfo.InvariantCulture, $"{_name}-{_byId.Count + 1}"), now, lines);
        _byId.Add(order.Id, order);
        Append(order);
        return order;
    }

    public MarketOrder? Find(string orderId) => _byId.GetValueOrDefault(orderId);

    public MarketOrder Get(string orderId) =>
        Find(orderId) ?? throw new ArgumentException($"There is no order '{orderId}' at '{_name}'.", nameof(orderId));

    public void Changed(MarketOrder order, DateTimeOffset now)
    {
        order.Touch(now);
        _changes[order.ChangeIndex] = null;
        Append(order);
    }

    /// <summary>In the order of their last changes.</summary>
    public IReadOnlyList<ChannelOrder> ToList() => [.. _changes.OfType<MarketOrder>().Select(order => order.ToSnapshot())];

    /// <summary>Reads a page. The order at the cursor comes again, as with real interfaces, whose cursors are points in time.</summary>
    /// <exception cref="FormatException">The cursor is none of ours.</exception>
    public OrderPage ReadPage(string? cursor)
    {
        var after = -1;
        if (cursor is not null && (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after) || after >= _changes.Count))
        {
            throw new FormatException($"Cursor '{cursor}' is none that '{_name}' gave.");
        }

        var orders = new List<ChannelOrder>();
        var added = 0;
        var last = after;
        var hasMore = false;
        for (var i = Math.Max(after, 0); i < _changes.Count; i++)
        {
            if (_changes[i] is not { } order)
            {
                continue;
            }

            if (i > after && ++added > _pageSize)
            {
                hasMore = true;
                break;
            }

            orders.Add(order.ToSnapshot());
            last = i;
        }

        return new() { Orders = orders, Cursor = last < 0 ? null : last.ToString(CultureInfo.InvariantCulture), HasMore = hasMore };
    }

    private void Append(MarketOrder order)
    {
        order.ChangeIndex = _changes.Count;
        _changes.Add(order);
    }
}

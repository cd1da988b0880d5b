using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>One order with its cumulative counts. Guarded by the marketplace's lock.</summary>
internal sealed class MarketOrder
{
    private readonly List<ChannelOrderLine> _lines;

    public MarketOrder(string id, DateTimeOffset placedAt, IEnumerable<ChannelOrderLine> lines)
    {
        Id = id;
        PlacedAt = UpdatedAt = placedAt;
        _lines = [.. lines];
    }

    public string Id { get; }

    public DateTimeOffset PlacedAt { get; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The place of its last change among all changes: what a cursor points at.</summary>
    public int ChangeIndex { get; set; }

    public IReadOnlyList<ChannelOrderLine> Lines => _lines;

    public ChannelOrderLine Line(string lineId) => _lines.Find(line => line.LineId == lineId)
        ?? throw new ArgumentException($"Order '{Id}' has no line '{lineId}'; it has: {string.Join(", ", _lines.Select(line => line.LineId))}.", nameof(lineId));

    public static long OpenUnits(ChannelOrderLine line) => line.Ordered - line.Cancelled - line.Fulfilled;

    public void Replace(ChannelOrderLine line) => _lines[_lines.FindIndex(old => old.LineId == line.LineId)] = line;

    /// <summary>Marks it as changed. Two changes at one moment still have different times, by as little as stores keep, or a reader could not tell which is newer.</summary>
    public void Touch(DateTimeOffset now) => UpdatedAt = now > UpdatedAt ? now : UpdatedAt.AddMicroseconds(1);

    public ChannelOrder ToSnapshot() => new() { OrderId = Id, PlacedAt = PlacedAt, UpdatedAt = UpdatedAt, Lines = [.. _lines] };
}

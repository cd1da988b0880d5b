using InventorySync.Storage.EfCore.Mapping;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>Orders that are new, or those that change.</summary>
internal sealed class OrderColumns
{
    private readonly IColumn[] _all;

    public OrderColumns() => _all = [Channel, OrderId, PlacedAt, UpdatedAt, Lines, Version, VersionBefore];

    public Column<string> Channel { get; } = new(NpgsqlDbType.Text);

    public Column<string> OrderId { get; } = new(NpgsqlDbType.Text);

    public Column<long> PlacedAt { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> UpdatedAt { get; } = new(NpgsqlDbType.Bigint);

    public Column<string> Lines { get; } = new(NpgsqlDbType.Text);

    public Column<long> Version { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> VersionBefore { get; } = new(NpgsqlDbType.Bigint);

    public int Count => OrderId.Values.Count;

    public void Add(in OrderChange change)
    {
        var after = change.After;
        Channel.Add(after.Key.Channel.Value);
        OrderId.Add(after.Key.OrderId);
        PlacedAt.Add(Microseconds.Of(after.PlacedAt));
        UpdatedAt.Add(Microseconds.Of(after.UpdatedAt));
        Lines.Add(StoredJson.OfLines(after.Lines));
        Version.Add(after.Version);
        VersionBefore.Add(change.VersionBefore);
    }

    public void Clear()
    {
        foreach (var column in _all)
        {
            column.Clear();
        }
    }
}

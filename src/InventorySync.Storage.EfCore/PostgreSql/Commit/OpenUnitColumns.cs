using InventorySync.Intake;
using InventorySync.Stock;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>What is open of the batch's orders, by the SKU that was ordered.</summary>
internal sealed class OpenUnitColumns
{
    private readonly SortedDictionary<Sku, long> _units = [];

    public Column<string> Channel { get; } = new(NpgsqlDbType.Text);

    public Column<string> OrderId { get; } = new(NpgsqlDbType.Text);

    public Column<string> Sku { get; } = new(NpgsqlDbType.Text);

    public Column<long> Units { get; } = new(NpgsqlDbType.Bigint);

    public int Count => Sku.Values.Count;

    public void Add(OrderState order)
    {
        _units.Clear();
        foreach (var state in order.Lines)
        {
            if (state.Line.Open > 0)
            {
                _units[state.Line.Sku] = _units.GetValueOrDefault(state.Line.Sku) + state.Line.Open;
            }
        }

        foreach (var (sku, units) in _units)
        {
            Channel.Add(order.Key.Channel.Value);
            OrderId.Add(order.Key.OrderId);
            Sku.Add(sku.Value);
            Units.Add(units);
        }
    }

    public void Clear()
    {
        Channel.Clear();
        OrderId.Clear();
        Sku.Clear();
        Units.Clear();
    }
}

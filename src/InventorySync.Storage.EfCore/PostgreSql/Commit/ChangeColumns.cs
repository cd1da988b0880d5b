using InventorySync.Storage.Coordination;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>What one transaction tells the other processes that it changed.</summary>
internal sealed class ChangeColumns
{
    public Column<short> Kind { get; } = new(NpgsqlDbType.Smallint);

    /// <summary>Empty where the kind has none.</summary>
    public Column<string> Channel { get; } = new(NpgsqlDbType.Text);

    /// <summary>Empty where the kind has none.</summary>
    public Column<string> Sku { get; } = new(NpgsqlDbType.Text);

    public void Add(in StoreChange change)
    {
        Kind.Add((short)change.Kind);
        Channel.Add(change.Channel.IsDefault ? string.Empty : change.Channel.Value);
        Sku.Add(change.Sku.IsDefault ? string.Empty : change.Sku.Value);
    }

    public void Clear()
    {
        Kind.Clear();
        Channel.Clear();
        Sku.Clear();
    }
}

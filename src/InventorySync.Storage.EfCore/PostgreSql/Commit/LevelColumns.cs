using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>The levels that a batch changes, or those that it only confirms.</summary>
internal sealed class LevelColumns
{
    public Column<string> Sku { get; } = new(NpgsqlDbType.Text);

    public Column<string> Location { get; } = new(NpgsqlDbType.Text);

    public Column<long> AvailableMin { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> OnHandMin { get; } = new(NpgsqlDbType.Bigint);

    /// <summary>−1: any.</summary>
    public Column<long> VersionExact { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> OnHandDelta { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> ReservedDelta { get; } = new(NpgsqlDbType.Bigint);

    public Column<int> MovementCount { get; } = new(NpgsqlDbType.Integer);

    /// <summary>Where in the batch each stands.</summary>
    public List<int> Places { get; } = [];

    public int Count => Places.Count;

    public void Add(in LevelChange change, int place)
    {
        Sku.Add(change.Key.Sku.Value);
        Location.Add(change.Key.Location.Value);
        AvailableMin.Add(change.AvailableMin);
        OnHandMin.Add(change.OnHandMin);
        VersionExact.Add(change.VersionExact ?? -1);
        OnHandDelta.Add(change.OnHandDelta);
        ReservedDelta.Add(change.ReservedDelta);
        MovementCount.Add(change.MovementCount);
        Places.Add(place);
    }

    public void Clear()
    {
        foreach (IColumn column in (ReadOnlySpan<IColumn>)[Sku, Location, AvailableMin, OnHandMin, VersionExact, OnHandDelta, ReservedDelta, MovementCount])
        {
            column.Clear();
        }

        Places.Clear();
    }
}

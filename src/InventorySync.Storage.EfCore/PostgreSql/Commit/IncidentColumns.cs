using InventorySync.Alerts;
using InventorySync.Storage.EfCore.Mapping;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>The incidents that a batch raises.</summary>
internal sealed class IncidentColumns
{
    private readonly IColumn[] _all;

    public IncidentColumns() =>
        _all = [Id, Sku, Location, Units, Cause, Operation, Channel, Reservation, OccurredAt, RecordedAt, ResolvedAt, Resolution];

    public Column<Guid> Id { get; } = new(NpgsqlDbType.Uuid);

    public Column<string> Sku { get; } = new(NpgsqlDbType.Text);

    public Column<string> Location { get; } = new(NpgsqlDbType.Text);

    public Column<long> Units { get; } = new(NpgsqlDbType.Bigint);

    public Column<short> Cause { get; } = new(NpgsqlDbType.Smallint);

    public Column<string> Operation { get; } = new(NpgsqlDbType.Text);

    public Column<string?> Channel { get; } = new(NpgsqlDbType.Text);

    public Column<string?> Reservation { get; } = new(NpgsqlDbType.Text);

    public Column<long> OccurredAt { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> RecordedAt { get; } = new(NpgsqlDbType.Bigint);

    /// <summary><see cref="long.MinValue"/>: open.</summary>
    public Column<long> ResolvedAt { get; } = new(NpgsqlDbType.Bigint);

    public Column<string?> Resolution { get; } = new(NpgsqlDbType.Text);

    public int Count => Id.Values.Count;

    public IEnumerable<IColumn> All => _all;

    public void Add(Incident incident)
    {
        Id.Add(incident.Id);
        Sku.Add(incident.Sku.Value);
        Location.Add(incident.Location.Value);
        Units.Add(incident.Units);
        Cause.Add((short)incident.Cause);
        Operation.Add(incident.Operation.ToString());
        Channel.Add(incident.Channel?.Value);
        Reservation.Add(incident.Reservation?.Value);
        OccurredAt.Add(Microseconds.Of(incident.OccurredAt));
        RecordedAt.Add(Microseconds.Of(incident.RecordedAt));
        ResolvedAt.Add(Microseconds.OrNull(incident.ResolvedAt) ?? long.MinValue);
        Resolution.Add(incident.Resolution);
    }

    public void Clear()
    {
        foreach (var column in _all)
        {
            column.Clear();
        }
    }
}

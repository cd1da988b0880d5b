using InventorySync.Alerts;
using InventorySync.Storage.EfCore.Mapping;

namespace InventorySync.Storage.EfCore.Sqlite.Commit;

/// <summary>Writes incidents.</summary>
internal sealed class IncidentTable : IDisposable
{
    private readonly SqliteStatement _insert;

    public IncidentTable(NamedConnection connection) =>
        _insert = new SqliteStatement(
            connection,
            """
            INSERT INTO {t}incidents (
                id, sku, location, units, cause, operation, channel, reservation, occurred_at, recorded_at, resolved_at, resolution)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT DO NOTHING
            """);

    public void Add(Incident incident)
    {
        var added = _insert
            .Bind(1, SqliteGuid.ToText(incident.Id))
            .Bind(2, incident.Sku.Value)
            .Bind(3, incident.Location.Value)
            .Bind(4, incident.Units)
            .Bind(5, (long)incident.Cause)
            .Bind(6, incident.Operation.ToString())
            .Bind(7, incident.Channel?.Value)
            .Bind(8, incident.Reservation?.Value)
            .Bind(9, Microseconds.Of(incident.OccurredAt))
            .Bind(10, Microseconds.Of(incident.RecordedAt))
            .Bind(11, Microseconds.OrNull(incident.ResolvedAt))
            .Bind(12, incident.Resolution)
            .Run();
        if (added == 0)
        {
            throw new ArgumentException($"Incident {incident.Id} is in the ledger already; each needs an id of its own.", nameof(incident));
        }
    }

    public void Dispose() => _insert.Dispose();
}

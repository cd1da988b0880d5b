using InventorySync.Reservations;
using InventorySync.Storage.EfCore.Mapping;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>Reservations that are new, or those that change, with their lines.</summary>
internal sealed class ReservationColumns
{
    private readonly IColumn[] _all;

    public ReservationColumns() =>
        _all = [Name, OwnerKind, OwnerId, Status, Channel, CreatedAt, ExpiresAt, Pinned, Version, VersionBefore, Lines, Place, Line, Sku, Location, Quantity, Open];

    public Column<string> Name { get; } = new(NpgsqlDbType.Text);

    public Column<short> OwnerKind { get; } = new(NpgsqlDbType.Smallint);

    public Column<string> OwnerId { get; } = new(NpgsqlDbType.Text);

    public Column<short> Status { get; } = new(NpgsqlDbType.Smallint);

    public Column<string?> Channel { get; } = new(NpgsqlDbType.Text);

    public Column<long> CreatedAt { get; } = new(NpgsqlDbType.Bigint);

    /// <summary><see cref="long.MinValue"/>: never.</summary>
    public Column<long> ExpiresAt { get; } = new(NpgsqlDbType.Bigint);

    public Column<bool> Pinned { get; } = new(NpgsqlDbType.Boolean);

    public Column<long> Version { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> VersionBefore { get; } = new(NpgsqlDbType.Bigint);

    public Column<int> Lines { get; } = new(NpgsqlDbType.Integer);

    /// <summary>Of each line the reservation's number, from 1.</summary>
    public Column<int> Place { get; } = new(NpgsqlDbType.Integer);

    public Column<int> Line { get; } = new(NpgsqlDbType.Integer);

    public Column<string> Sku { get; } = new(NpgsqlDbType.Text);

    public Column<string> Location { get; } = new(NpgsqlDbType.Text);

    public Column<long> Quantity { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> Open { get; } = new(NpgsqlDbType.Bigint);

    public int Count => Name.Values.Count;

    public void Add(in ReservationChange change)
    {
        var after = change.After;
        Name.Add(after.Id.Value);
        OwnerKind.Add((short)after.Owner.Kind);
        OwnerId.Add(after.Owner.Id);
        Status.Add((short)after.Status);
        Channel.Add(after.Channel?.Value);
        CreatedAt.Add(Microseconds.Of(after.CreatedAt));
        ExpiresAt.Add(Microseconds.OrNull(after.ExpiresAt) ?? long.MinValue);
        Pinned.Add(after.Pinned);
        Version.Add(after.Version);
        VersionBefore.Add(change.VersionBefore);
        Lines.Add(after.Lines.Count);
        for (var i = 0; i < after.Lines.Count; i++)
        {
            AddLine(after.Lines[i], i);
        }
    }

    public void Clear()
    {
        foreach (var column in _all)
        {
            column.Clear();
        }
    }

    private void AddLine(in ReservedLine line, int number)
    {
        Place.Add(Count);
        Line.Add(number);
        Sku.Add(line.Sku.Value);
        Location.Add(line.Location.Value);
        Quantity.Add(line.Quantity);
        Open.Add(line.Open);
    }
}

using InventorySync.Storage.EfCore.Mapping;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>Rows of the ledger before their level's state is known; of operations without movements too.</summary>
internal sealed class MovementColumns
{
    private readonly IColumn[] _all;

    public MovementColumns() =>
        _all = [Key, Facts, Place, OnHandDelta, OnHandOffset, OccurredAt, ReservedDelta, ReservedOffset, Text, Channel, Reservation, Reason, Detail];

    public Column<Guid> Key { get; } = new(NpgsqlDbType.Uuid);

    /// <summary>Kind, status, number of lines and line in one number: what the database takes apart is cheaper than arrays of their own.</summary>
    public Column<long> Facts { get; } = new(NpgsqlDbType.Bigint);

    /// <summary>The level's number among those changed, from 1, and the movement's among the level's, from 1.</summary>
    public Column<long> Place { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> OnHandDelta { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> OnHandOffset { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> OccurredAt { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> ReservedDelta { get; } = new(NpgsqlDbType.Bigint);

    public Column<long> ReservedOffset { get; } = new(NpgsqlDbType.Bigint);

    public Column<string?> Text { get; } = new(NpgsqlDbType.Text);

    public Column<string?> Channel { get; } = new(NpgsqlDbType.Text);

    public Column<string?> Reservation { get; } = new(NpgsqlDbType.Text);

    public Column<string?> Reason { get; } = new(NpgsqlDbType.Text);

    public Column<string?> Detail { get; } = new(NpgsqlDbType.Text);

    public int Count => Key.Values.Count;

    /// <summary>Adds a row.</summary>
    /// <returns>The parts that the row needs beyond the plain ones.</returns>
    public CommitParts Add(in OperationRecord operation, Guid key, string? text, int line, int level, in MovementDraft movement)
    {
        Key.Add(key);
        Facts.Add(((long)operation.Kind << 56) | ((long)operation.Status << 48) | ((long)operation.MovementCount << 24) | (uint)line);
        Place.Add(((long)level << 32) | (uint)movement.VersionOffset);
        OnHandDelta.Add(movement.OnHandDelta);
        OnHandOffset.Add(movement.OnHandOffset);
        OccurredAt.Add(Microseconds.Of(operation.OccurredAt));
        ReservedDelta.Add(movement.ReservedDelta);
        ReservedOffset.Add(movement.ReservedOffset);
        var channel = operation.Channel.IsDefault ? null : operation.Channel.Value;
        var reservation = operation.Reservation.IsDefault ? null : operation.Reservation.Value;
        Text.Add(text);
        Channel.Add(channel);
        Reservation.Add(reservation);
        Reason.Add(operation.Reason);
        Detail.Add(line == 0 ? operation.Detail : null);
        return (text is null ? CommitParts.None : CommitParts.Texts)
            | ((movement.ReservedDelta | movement.ReservedOffset) == 0 ? CommitParts.None : CommitParts.Reserved)
            | ((channel ?? reservation ?? operation.Reason ?? operation.Detail) is null ? CommitParts.None : CommitParts.Details);
    }

    public void Clear()
    {
        foreach (var column in _all)
        {
            column.Clear();
        }
    }
}

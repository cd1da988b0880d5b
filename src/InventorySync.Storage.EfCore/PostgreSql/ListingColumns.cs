using InventorySync.Broadcast;
using InventorySync.Storage.EfCore.Mapping;
using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Listings as one array per column.</summary>
internal sealed class ListingColumns
{
    private readonly IReadOnlyList<Listing> _rows;

    public ListingColumns(IReadOnlyList<Listing> rows) => _rows = rows;

    public NpgsqlBatchCommand ToCommand(string sql) => new(sql)
    {
        Parameters =
        {
            Array(NpgsqlDbType.Text, row => row.Channel.Value),
            Array(NpgsqlDbType.Text, row => row.Sku.Value),
            Array(NpgsqlDbType.Text, row => row.ExternalId),
            Array(NpgsqlDbType.Smallint, row => (short)row.Status),
            Array(NpgsqlDbType.Bigint, row => row.Acknowledged),
            Array(NpgsqlDbType.Bigint, row => Microseconds.OrNull(row.AcknowledgedAt)),
            Array(NpgsqlDbType.Bigint, row => row.Sending),
            Array(NpgsqlDbType.Bigint, row => Microseconds.OrNull(row.SendingSince)),
            Array(NpgsqlDbType.Text, row => row.ConfirmationToken),
            Array(NpgsqlDbType.Integer, row => row.FailedAttempts),
            Array(NpgsqlDbType.Bigint, row => row.Version),
        },
    };

    private NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type, Func<Listing, T> value) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = [.. _rows.Select(value)] };
}

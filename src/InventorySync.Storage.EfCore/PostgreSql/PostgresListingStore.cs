using InventorySync.Broadcast;
using InventorySync.Storage.EfCore.Stores;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Listings in a table that several processes write: each write gives a row a version that none had before.</summary>
internal sealed class PostgresListingStore : EfListingStore
{
    private const string Columns =
        "channel, sku, external_id, status, acknowledged, acknowledged_at, sending, sending_since, confirmation_token, failed_attempts";

    private readonly PostgresDatabase _database;
    private readonly string _t;

    public PostgresListingStore(PostgresDatabase database)
        : base(database)
    {
        _database = database;
        _t = database.Names.Qualifier;
    }

    public override async Task SaveAsync(IReadOnlyList<Listing> listings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listings);
        if (listings.Count == 0)
        {
            return;
        }

        var connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await _database.GuardedAsync(() => WriteAsync(connection, listings, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Writes each row only where it is in the table as it was read.</summary>
    /// <param name="connection">Whose end ends the write too.</param>
    /// <param name="listings">The rows.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Each row's version from now on; 0: refused.</returns>
    public async Task<IReadOnlyList<long>> WriteIfUnchangedAsync(
        NpgsqlConnection connection, IReadOnlyList<Listing> listings, CancellationToken cancellationToken)
    {
        var versions = new long[listings.Count];
        var columns = new ListingColumns(listings);
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(columns.ToCommand(
                $"""
                UPDATE {_t}listings t SET external_id = v.external_id, status = v.status, acknowledged = v.acknowledged,
                    acknowledged_at = v.acknowledged_at, sending = v.sending, sending_since = v.sending_since,
                    confirmation_token = v.confirmation_token, failed_attempts = v.failed_attempts, version = nextval('{_t}listing_versions')
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) WITH ORDINALITY v ({Columns}, version, place)
                WHERE t.channel = v.channel AND t.sku = v.sku AND t.version = v.version AND v.version > 0
                RETURNING v.place, t.version
                """));
            batch.BatchCommands.Add(columns.ToCommand(
                $"""
                WITH v AS (SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) WITH ORDINALITY v ({Columns}, version, place)),
                n AS (
                    INSERT INTO {_t}listings ({Columns}, version)
                    SELECT {Columns}, nextval('{_t}listing_versions') FROM v WHERE v.version = 0
                    ON CONFLICT (channel, sku) DO NOTHING RETURNING channel, sku, version)
                SELECT v.place, n.version FROM n JOIN v USING (channel, sku)
                """));
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                do
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        versions[reader.GetInt64(0) - 1] = reader.GetInt64(1);
                    }
                }
                while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false));
            }
        }

        return versions;
    }

    private async Task<int> WriteAsync(NpgsqlConnection connection, IReadOnlyList<Listing> listings, CancellationToken cancellationToken)
    {
        // In the order of the key, so that two that write the same rows can't lock each other out.
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(new ListingColumns([.. listings.OrderBy(row => row.Channel).ThenBy(row => row.Sku)]).ToCommand(
                $"""
                INSERT INTO {_t}listings ({Columns}, version)
                SELECT {Columns}, nextval('{_t}listing_versions')
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) v ({Columns}, version)
                ON CONFLICT (channel, sku) DO UPDATE SET external_id = excluded.external_id, status = excluded.status,
                    acknowledged = excluded.acknowledged, acknowledged_at = excluded.acknowledged_at, sending = excluded.sending,
                    sending_since = excluded.sending_since, confirmation_token = excluded.confirmation_token,
                    failed_attempts = excluded.failed_attempts, version = excluded.version
                """));
            return await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

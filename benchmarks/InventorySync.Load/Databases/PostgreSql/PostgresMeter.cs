using InventorySync.Load.Measuring;
using Npgsql;

namespace InventorySync.Load.Databases.PostgreSql;

/// <summary>Reads the position in the write-ahead log, and the processor time of a server on this machine.</summary>
internal sealed class PostgresMeter : IDatabaseMeter
{
    private readonly NpgsqlConnection _connection;
    private readonly int? _postmaster;

    private PostgresMeter(NpgsqlConnection connection, int? postmaster)
    {
        _connection = connection;
        _postmaster = postmaster;
    }

    public static async Task<PostgresMeter> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new PostgresMeter(connection, Processors.ParentOf(connection.ProcessID, "postgres"));
    }

    public async ValueTask<DatabaseReading> ReadAsync()
    {
        await using var command = new NpgsqlCommand("SELECT (pg_current_wal_lsn() - '0/0')::double precision", _connection);
        return new DatabaseReading((double)(await command.ExecuteScalarAsync())!, Processors.OfFamily(_postmaster));
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

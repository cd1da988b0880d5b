using System.Text;
using SQLitePCL;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>One statement, prepared once and run many times: what the sale's path uses instead of commands, which allocate per call.</summary>
/// <remarks>Used by who holds the write gate. Parameters are numbered from 1, columns from 0.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _utf8 = new byte[256];

    public SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        var code = raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        SqliteFault.ThrowIfFailed(code, connection);
    }

    public SqliteStatement Bind(int parameter, long value) => Checked(raw.sqlite3_bind_int64(_statement, parameter, value));

    public SqliteStatement Bind(int parameter, long? value) =>
        value is { } some ? Bind(parameter, some) : Checked(raw.sqlite3_bind_null(_statement, parameter));

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return Checked(raw.sqlite3_bind_null(_statement, parameter));
        }

        if (value.Length == 0)
        {
            // An empty span has no address, which SQLite would take for NULL.
            return Checked(raw.sqlite3_bind_text(_statement, parameter, string.Empty));
        }

        if (_utf8.Length < value.Length * 3)
        {
            _utf8 = new byte[value.Length * 3];
        }

        return Checked(raw.sqlite3_bind_text(_statement, parameter, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8))));
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value) => Checked(raw.sqlite3_bind_blob(_statement, parameter, value));

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one; where not, the statement is ready to be run again.</returns>
    public bool Read()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        raw.sqlite3_reset(_statement);
        if (code != raw.SQLITE_DONE)
        {
            throw SqliteFault.Of(code, _connection);
        }

        return false;
    }

    /// <summary>Runs it to the end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        while (Read())
        {
        }

        return raw.sqlite3_changes(_connection);
    }

    public long Int64(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public void Dispose() => _statement.Dispose();

    private SqliteStatement Checked(int code)
    {
        SqliteFault.ThrowIfFailed(code, _connection);
        return this;
    }
}

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

    // What each parameter holds: SQLite keeps it from run to run, and most of a batch's rows have most of it in common.
    private readonly Bound[] _bound;

    /// <param name="connection">The connection.</param>
    /// <param name="sql">The statement, with <c>{t}</c> before each table's name.</param>
    public SqliteStatement(NamedConnection connection, string sql)
        : this(connection.Connection, connection.Names.Apply(sql))
    {
    }

    public SqliteStatement(sqlite3 connection, string sql)
    {
        _connection = connection;
        var code = raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        SqliteFault.ThrowIfFailed(code, connection);
        _bound = new Bound[raw.sqlite3_bind_parameter_count(_statement)];
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        ref var bound = ref _bound[parameter - 1];
        if (bound.Kind == BoundKind.Number && bound.Number == value)
        {
            return this;
        }

        bound = default;
        SqliteFault.ThrowIfFailed(raw.sqlite3_bind_int64(_statement, parameter, value), _connection);
        bound = new Bound { Kind = BoundKind.Number, Number = value };
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value) => value is { } some ? Bind(parameter, some) : BindNull(parameter);

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        ref var bound = ref _bound[parameter - 1];
        if (bound.Kind == BoundKind.Text && ReferenceEquals(bound.Text, value))
        {
            return this;
        }

        bound = default;
        SqliteFault.ThrowIfFailed(BindText(parameter, value), _connection);
        bound = new Bound { Kind = BoundKind.Text, Text = value };
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        _bound[parameter - 1] = default;
        SqliteFault.ThrowIfFailed(raw.sqlite3_bind_blob(_statement, parameter, value), _connection);
        return this;
    }

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

    /// <summary>Valid until the next call on the statement.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public string? Text(int column) => IsNull(column) ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public void Dispose() => _statement.Dispose();

    private SqliteStatement BindNull(int parameter)
    {
        ref var bound = ref _bound[parameter - 1];
        if (bound.Kind != BoundKind.Null)
        {
            SqliteFault.ThrowIfFailed(raw.sqlite3_bind_null(_statement, parameter), _connection);
            bound = new Bound { Kind = BoundKind.Null };
        }

        return this;
    }

    private int BindText(int parameter, string value)
    {
        if (value.Length == 0)
        {
            // An empty span has no address, which SQLite would take for NULL.
            return raw.sqlite3_bind_text(_statement, parameter, string.Empty);
        }

        if (_utf8.Length < value.Length * 3)
        {
            _utf8 = new byte[value.Length * 3];
        }

        return raw.sqlite3_bind_text(_statement, parameter, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    private enum BoundKind
    {
        Other = 0,
        Null = 1,
        Number = 2,
        Text = 3,
    }

    private struct Bound
    {
        public BoundKind Kind;
        public long Number;
        public string? Text;
    }
}

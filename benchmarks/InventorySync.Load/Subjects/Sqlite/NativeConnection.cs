using SQLitePCL;

namespace InventorySync.Load.Subjects.Sqlite;

/// <summary>SQLite without anything between: write-ahead log, <c>synchronous=FULL</c>. Used by one thread at a time.</summary>
internal sealed class NativeConnection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly List<sqlite3_stmt> _statements = [];

    public NativeConnection(string file)
    {
        Batteries_V2.Init();
        raw.sqlite3_open(file, out _handle);
        raw.sqlite3_busy_timeout(_handle, 60_000);
        Run(Prepare("PRAGMA journal_mode=WAL"));
        Run(Prepare("PRAGMA synchronous=FULL"));
    }

    public sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        _statements.Add(statement);
        return statement;
    }

    /// <returns>How many rows changed; -1 where a unique key was there already.</returns>
    public int Run(sqlite3_stmt statement)
    {
        int code;
        do
        {
            code = raw.sqlite3_step(statement);
        }
        while (code == raw.SQLITE_ROW);

        if (code == raw.SQLITE_DONE)
        {
            raw.sqlite3_reset(statement);
            return raw.sqlite3_changes(_handle);
        }

        var isRepeat = raw.sqlite3_extended_errcode(_handle) == raw.SQLITE_CONSTRAINT_UNIQUE;
        raw.sqlite3_reset(statement);
        if (!isRepeat)
        {
            Check(code);
        }

        return -1;
    }

    public void Dispose()
    {
        _statements.ForEach(statement => statement.Dispose());
        _handle.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite answered {code}: {raw.sqlite3_errmsg(_handle).utf8_to_string()}");
        }
    }
}

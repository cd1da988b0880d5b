using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>Says what SQLite's result codes mean for who called: what happened, what to do, whether to ask again.</summary>
/// <remarks>The codes: https://www.sqlite.org/rescode.html (3.50).</remarks>
internal static class SqliteFault
{
    public static void ThrowIfFailed(int code, sqlite3 connection)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Of(code, connection);
        }
    }

    /// <summary>The error of a call that was made on the connection just now.</summary>
    public static SqliteException Of(int code, sqlite3 connection)
    {
        // Read at once: the next call on the connection overwrites both.
        var message = raw.sqlite3_errmsg(connection).utf8_to_string();
        return new SqliteException($"SQLite error {code}: '{message}'.", code & 0xFF, raw.sqlite3_extended_errcode(connection));
    }

    /// <summary>SQLite's own error behind a fault; null where there is none.</summary>
    public static SqliteException? CauseOf(Exception fault) =>
        fault as SqliteException ?? (fault as DbUpdateException)?.InnerException as SqliteException;

    /// <summary>What the store throws for a fault of SQLite.</summary>
    public static StorageException Translate(Exception fault, string file)
    {
        var cause = CauseOf(fault)!;
        return new StorageException(MessageOf(cause, file), IsTransient(cause.SqliteErrorCode), fault);
    }

    public static string ReadOnly(string file) =>
        $"The SQLite database '{file}' is read-only: give this process the right to write to the file and to its folder.";

    private static bool IsTransient(int code) => code
        is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_PROTOCOL // Another process was in the way.
        or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_NOMEM; // Somebody can make room, or mount the disk again.

    private static string MessageOf(SqliteException fault, string file) => fault.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"The SQLite database '{file}' stayed busy: another process holds its write lock. Ask again, or raise 'Default Timeout' in the connection string.",
        raw.SQLITE_FULL => $"The disk of the SQLite database '{file}' is full: nothing was written. Make room and ask again.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM => ReadOnly(file),
        raw.SQLITE_CANTOPEN =>
            $"The SQLite database '{file}' cannot be opened: the folder has to exist and this process has to be allowed to write to it.",
        raw.SQLITE_CORRUPT => $"The SQLite database '{file}' is damaged: restore it from a backup, or see https://www.sqlite.org/recovery.html.",
        raw.SQLITE_NOTADB => $"The file '{file}' is no SQLite database, or it is encrypted: name another file in the connection string.",
        raw.SQLITE_IOERR => $"Reading or writing the SQLite database '{file}' failed: {fault.Message} See to the disk, then ask again.",
        _ => $"The SQLite database '{file}' failed: {fault.Message}",
    };
}

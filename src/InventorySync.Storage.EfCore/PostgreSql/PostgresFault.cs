using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Says what PostgreSQL's errors mean for who called: what happened, what to do, whether to ask again.</summary>
/// <remarks>The codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.</remarks>
internal static class PostgresFault
{
    private const string MayBeWritten = "What was under way may or may not have been written; ask again under the same id.";

    /// <summary>The driver's own error behind a fault; null where there is none.</summary>
    public static Exception? CauseOf(Exception fault) => fault switch
    {
        NpgsqlException or SocketException => fault,
        TimeoutException => fault,

        // A part of the driver's connection, which broke at this very moment; what belongs to its user names another type.
        ObjectDisposedException { ObjectName: var part } when part.StartsWith("System.", StringComparison.Ordinal) => fault,
        DbUpdateException { InnerException: { } inner } => CauseOf(inner),
        InvalidOperationException { InnerException: NpgsqlException inner } => inner, // EF Core's hint that a retry might help.
        _ => null,
    };

    /// <summary>Whether the same transaction may succeed at once: it met another one, and nothing was written.</summary>
    public static bool IsCollision(Exception fault) => CauseOf(fault) is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
    };

    /// <summary>Whether the session may not write.</summary>
    public static bool IsReadOnly(Exception fault) => CauseOf(fault) is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    public static StorageException Translate(Exception fault, string database)
    {
        var cause = CauseOf(fault)!;
        return cause is PostgresException answer
            ? new StorageException(MessageOf(answer, database), IsTransient(answer), fault)
            : new StorageException(
                $"PostgreSQL on {database} cannot be reached: {cause.Message} Is it running, and does the connection string name its host and port? "
                + MayBeWritten,
                isTransient: true,
                fault);
    }

    private static bool IsTransient(PostgresException fault) => fault.IsTransient || fault.SqlState switch
    {
        PostgresErrorCodes.ReadOnlySqlTransaction => true, // A standby: after a failover the connection leads to the new primary.
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.IoError => true, // Somebody can make room.
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.UniqueViolation => true,
        _ => StopsOrStarts(fault),
    };

    private static string MessageOf(PostgresException fault, string database) => fault.SqlState switch
    {
        PostgresErrorCodes.DiskFull => $"The disk of PostgreSQL on {database} is full: nothing was written. Make room and ask again.",
        PostgresErrorCodes.ReadOnlySqlTransaction =>
            $"PostgreSQL on {database} is read-only, as a standby is: connect to the primary (Target Session Attributes=primary), or ask again once it is promoted.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"The user may not do this on {database}: {fault.MessageText} Grant it SELECT, INSERT, UPDATE and DELETE on the tables, and CREATE in the schema if it is to migrate.",
        PostgresErrorCodes.UndefinedTable =>
            $"PostgreSQL on {database} lacks a table: {fault.MessageText} Let the store migrate at start, apply the migration script, or correct Schema and TablePrefix.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"PostgreSQL refused the user: {fault.MessageText} See to Username and Password in the connection string.",
        PostgresErrorCodes.InvalidCatalogName => $"PostgreSQL has no such database: {fault.MessageText} Create it, or correct Database in the connection string.",
        PostgresErrorCodes.TooManyConnections =>
            $"PostgreSQL on {database} has no connection left: raise max_connections, or lower Maximum Pool Size in the connection strings of its users.",
        _ when StopsOrStarts(fault) => $"PostgreSQL on {database} stops or starts: {fault.SqlState} {fault.MessageText} {MayBeWritten}",
        _ => $"PostgreSQL on {database} failed: {fault.SqlState} {fault.MessageText}",
    };

    // The server may end a session between its commit and the reply.
    private static bool StopsOrStarts(PostgresException fault) => fault.SqlState.StartsWith("57P", StringComparison.Ordinal);
}

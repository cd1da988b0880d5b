using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Checks a connection string, and adds what the store works better with.</summary>
internal static class PostgresSettings
{
    // So that statements of EF Core, which are few and come again and again, are planned once a connection.
    private const int AutoPrepareMax = 64;

    /// <exception cref="ArgumentException">It cannot be read or names no host; the message says what to do.</exception>
    public static string Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw new ArgumentException(
                $"The connection string is none of PostgreSQL: {fault.Message} The usual form is 'Host=localhost;Database=shop;Username=shop;Password=…'.",
                nameof(connectionString),
                fault);
        }

        if (string.IsNullOrWhiteSpace(builder.Host))
        {
            throw new ArgumentException("The connection string names no server: add 'Host=…'.", nameof(connectionString));
        }

        if (!builder.ContainsKey("Max Auto Prepare") || builder.MaxAutoPrepare == 0)
        {
            builder.MaxAutoPrepare = AutoPrepareMax;
        }

        return builder.ConnectionString;
    }
}

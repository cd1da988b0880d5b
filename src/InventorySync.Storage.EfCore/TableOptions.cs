using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore;

/// <summary>Where the tables are, and who makes them.</summary>
public sealed class TableOptions
{
    /// <summary>The schema that the tables are in; null: the connection's own. Made where it is missing. SQLite has none.</summary>
    /// <value>null</value>
    public string? Schema { get; set; }

    /// <summary>What each table's name begins with, such as <c>inv_</c>; at most 16 lower-case letters, digits and underscores.</summary>
    /// <value>nothing</value>
    public string TablePrefix { get; set; } = string.Empty;

    /// <summary>
    /// Whether the tables are made and upgraded at start. Without, somebody else does it: a script from
    /// <c>IInventorySchema</c>, or the migrations of the application's own context.
    /// </summary>
    /// <value>true</value>
    public bool MigrateAtStart { get; set; } = true;

    internal static TableOptions From(Action<TableOptions>? configure)
    {
        var options = new TableOptions();
        configure?.Invoke(options);
        options.ToNames();
        return options;
    }

    internal TableNames ToNames() => TableNames.Of(Schema, TablePrefix);
}

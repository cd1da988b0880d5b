using System.Text.RegularExpressions;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>What the tables are called: in which schema, and with which prefix before each name.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
internal sealed partial record TableNames
{
    /// <summary>The longest prefix that leaves room for the longest index name in PostgreSQL's 63 bytes.</summary>
    public const int PrefixLengthMax = 16;

    private TableNames(string? schema, string prefix)
    {
        Schema = schema;
        Prefix = prefix;
        Qualifier = schema is null ? prefix : $"{schema}.{prefix}";
    }

    public static TableNames Plain { get; } = new(null, string.Empty);

    /// <summary>The schema; null: the connection's own.</summary>
    public string? Schema { get; }

    /// <summary>What stands before each table's name, and after the <c>ix_</c> of each index.</summary>
    public string Prefix { get; }

    /// <summary>What SQL writes before a table's name: schema and prefix. Checked, so that it needs no quotes.</summary>
    public string Qualifier { get; }

    /// <exception cref="ArgumentException">A part is no plain lower-case identifier; the message names it.</exception>
    public static TableNames Of(string? schema, string? prefix)
    {
        if (schema is not null && !Identifier().IsMatch(schema))
        {
            throw new ArgumentException($"Schema '{schema}' cannot be used: 1 to 63 lower-case letters, digits and underscores, a letter first.", nameof(schema));
        }

        if (!string.IsNullOrEmpty(prefix) && (prefix.Length > PrefixLengthMax || !Identifier().IsMatch(prefix)))
        {
            throw new ArgumentException(
                $"TablePrefix '{prefix}' cannot be used: at most {PrefixLengthMax} lower-case letters, digits and underscores, a letter first.", nameof(prefix));
        }

        return schema is null && string.IsNullOrEmpty(prefix) ? Plain : new TableNames(schema, prefix ?? string.Empty);
    }

    /// <summary>Puts the names into the SQL of a migration: <c>{t}</c> stands before a table's name, <c>{p}</c> inside an index's.</summary>
    public string Apply(string sql) =>
        sql.Replace("{t}", Qualifier, StringComparison.Ordinal).Replace("{p}", Prefix, StringComparison.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$", RegexOptions.NonBacktracking)]
    private static partial Regex Identifier();
}

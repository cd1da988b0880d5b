using InventorySync.Rules;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>The versions of the rules in a table that only grows.</summary>
internal class EfRuleStore : IRuleStore
{
    private readonly InventoryDatabase _database;

    public EfRuleStore(InventoryDatabase database) => _database = database;

    public Task<StoredRules?> ReadAsync(CancellationToken cancellationToken = default) =>
        _database.ReadAsync(
            async context => await context.Rules
                .OrderByDescending(row => row.Version)
                .Select(row => ToRules(row))
                .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);

    public Task<bool> AppendAsync(StoredRules rules, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return _database.WriteAsync(
            async context =>
            {
                var added = await context.Database.ExecuteSqlRawAsync(
                    AppendSql(context.Names),
                    [rules.Version, Microseconds.Of(rules.ChangedAt), rules.ChangedBy, rules.Reason, StoredJson.OfRules(rules.Rules)],
                    cancellationToken).ConfigureAwait(false);
                if (added == 0)
                {
                    return false;
                }

                await NoteChangeAsync(context, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    public Task<IReadOnlyList<StoredRules>> ReadHistoryAsync(long? before, int countMax, CancellationToken cancellationToken = default)
    {
        var below = before ?? long.MaxValue;
        return _database.ReadAsync<IReadOnlyList<StoredRules>>(
            async context => await context.Rules
                .Where(row => row.Version < below)
                .OrderByDescending(row => row.Version)
                .Take(countMax)
                .Select(row => ToRules(row))
                .ToListAsync(cancellationToken).ConfigureAwait(false),
            cancellationToken);
    }

    /// <summary>Notes, in the transaction of the change, that the rules changed; where one process has the store nobody needs to know.</summary>
    protected virtual Task NoteChangeAsync(InventoryDbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    // The version before has to be the newest one; of several who see that, the key lets one through.
    private static string AppendSql(TableNames names) =>
        $$"""
        INSERT INTO {{names.Qualifier}}rules (version, changed_at, changed_by, reason, rules)
        SELECT {0}, {1}, {2}, {3}, {4}
        WHERE {0} = 1 + (SELECT coalesce(max(version), 0) FROM {{names.Qualifier}}rules)
        ON CONFLICT (version) DO NOTHING
        """;

    private static StoredRules ToRules(RulesRow row) => new()
    {
        Version = row.Version,
        ChangedAt = row.ChangedAt,
        ChangedBy = row.ChangedBy,
        Reason = row.Reason,
        Rules = StoredJson.ToRules(row.Rules),
    };
}

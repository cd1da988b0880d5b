using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Stores;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>Archives step by step, each a transaction of its own. How a step finds and moves its rows is each database's own.</summary>
internal abstract class LedgerArchive : ILedgerArchive
{
    private readonly TimeProvider _time;

    protected LedgerArchive(InventoryDatabase database, TimeProvider time)
    {
        Database = database;
        _time = time;
    }

    protected InventoryDatabase Database { get; }

    public async Task<LedgerArchiveReport> ArchiveAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        var cutoff = ArchiveRules.CutoffOf(before, _time.GetUtcNow());
        var levels = new HashSet<long>();
        var rows = 0L;
        try
        {
            await foreach (var step in RunAsync(cutoff, cancellationToken).ConfigureAwait(false))
            {
                rows += step.Rows;
                levels.UnionWith(step.Openings.Select(opening => opening.LevelId));
            }
        }
        catch (BrokenHistoryException broken)
        {
            throw await ExplainAsync(broken, cancellationToken).ConfigureAwait(false);
        }

        return new LedgerArchiveReport { Before = cutoff, Movements = rows, Levels = levels.Count };
    }

    /// <summary>Moves what was recorded before a moment; each step is committed when it comes.</summary>
    public abstract IAsyncEnumerable<ArchiveStep> RunAsync(DateTimeOffset cutoff, CancellationToken cancellationToken);

    protected static async Task AddOpeningsAsync(InventoryDbContext context, ArchiveSelection selection, CancellationToken cancellationToken)
    {
        var levels = selection.LevelsWithoutOpening();
        if (levels.Length > 0)
        {
            selection.AddOpenings(
                levels, await context.Openings.Where(row => levels.Contains(row.LevelId)).ToListAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<StorageException> ExplainAsync(BrokenHistoryException broken, CancellationToken cancellationToken)
    {
        var level = await Database.ReadAsync(
            context => context.Levels.FirstOrDefaultAsync(row => row.Id == broken.LevelId, cancellationToken), cancellationToken).ConfigureAwait(false);
        var name = level is null ? $"number {broken.LevelId}" : LedgerMapping.ToLevel(level).Key.ToString();
        return new StorageException(
            $"The history of level {name} is broken at version {broken.Version}: it is not archived, where nobody would see it. "
            + "ILedgerVerifier.VerifyAsync() lists what does not agree; archive again once that is mended.",
            isTransient: false,
            broken);
    }
}

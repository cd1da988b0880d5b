using System.Buffers.Binary;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>Finds operations for readers, who see the database as of a moment of their own while memory follows the writer.</summary>
internal static class OperationLookup
{
    /// <returns>
    /// The ledger rows with line 0, each with its key. Memory may be ahead of the reader: a row that the reader does not see, or that holds another
    /// operation, is none.
    /// </returns>
    public static async Task<Dictionary<long, byte[]>> FindAsync(InventoryDbContext context, HeldKeys held, byte[][] keys, CancellationToken cancellationToken)
    {
        Dictionary<long, byte[]> found = [];
        List<Unheld> unheld = [];
        foreach (var key in keys)
        {
            var number = BinaryPrimitives.ReadUInt128BigEndian(key);
            if (held.Find(number, out var heldAfter, out var heldUpTo) is var row and not 0)
            {
                found[row] = key;
            }
            else
            {
                unheld.Add(new Unheld(key, HeldKeys.SliceOf(number), heldAfter, heldUpTo));
            }
        }

        if (unheld.Count > 0)
        {
            await AddUnheldAsync(context, unheld, found, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    private static async Task AddUnheldAsync(InventoryDbContext context, List<Unheld> unheld, Dictionary<long, byte[]> found, CancellationToken cancellationToken)
    {
        // First the folds, then the table: what is folded in between is found in both rather than in neither.
        int[] slices = [.. unheld.Select(key => key.Slice).Distinct()];
        var folds = await context.Set<OperationKeyFoldRow>()
            .Where(row => slices.Contains(row.Slice))
            .ToDictionaryAsync(row => row.Slice, row => row.FoldedTo, cancellationToken).ConfigureAwait(false);

        byte[][] keys = [.. unheld.Select(key => key.Key)];
        var folded = await context.Set<OperationKeyRow>()
            .Where(row => keys.Contains(row.Key))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        foreach (var row in folded)
        {
            found[row.LedgerId] = row.Key;
        }


        var isFolded = folded.Select(row => BinaryPrimitives.ReadUInt128BigEndian(row.Key)).ToHashSet();
        foreach (var key in unheld.Where(key => !isFolded.Contains(BinaryPrimitives.ReadUInt128BigEndian(key.Key))))
        {
            // Not folded, and memory does not speak of it: rows that were let go of a moment ago, and those of other processes.
            var foldedTo = folds[key.Slice];
            await AddRowsAsync(context, key.Key, foldedTo, key.HeldAfter, found, cancellationToken).ConfigureAwait(false);
            await AddRowsAsync(context, key.Key, Math.Max(foldedTo, key.HeldUpTo), long.MaxValue, found, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task AddRowsAsync(
        InventoryDbContext context, byte[] key, long after, long upTo, Dictionary<long, byte[]> found, CancellationToken cancellationToken)
    {
        if (after < upTo)
        {
            var rows = await context.Ledger
                .Where(row => row.Id > after && row.Id <= upTo && row.Line == 0 && row.OperationKey == key)
                .Select(row => row.Id)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            rows.ForEach(row => found[row] = key);
        }
    }

    private readonly record struct Unheld(byte[] Key, int Slice, long HeldAfter, long HeldUpTo);
}

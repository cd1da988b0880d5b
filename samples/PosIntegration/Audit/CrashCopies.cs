using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Data.Sqlite;

namespace PosIntegration.Audit;

/// <summary>
/// Copies the database's files right after an outcome was reported as applied: what a copy holds is what a process killed at that
/// moment would have left. At the end each copy is opened and the outcome looked for (I4).
/// </summary>
internal sealed class CrashCopies
{
    private readonly string _database;
    private readonly string _folder;
    private readonly List<(string Path, OperationId Last, DateTimeOffset At)> _copies = [];

    /// <param name="database">The SQLite file.</param>
    /// <param name="folder">Where the copies go.</param>
    public CrashCopies(string database, string folder)
    {
        _database = database;
        _folder = folder;
    }

    /// <summary>Copies the files, while nothing is being written.</summary>
    /// <param name="last">The operation that was reported as applied just now.</param>
    /// <param name="at">When.</param>
    public void Take(OperationId last, DateTimeOffset at)
    {
        var copy = Path.Combine(_folder, $"killed-{_copies.Count + 1}.db");
        File.Copy(_database, copy);

        // The write-ahead log belongs to the database; its index (-shm) is made anew when it is opened after a crash.
        if (File.Exists(_database + "-wal"))
        {
            File.Copy(_database + "-wal", copy + "-wal");
        }

        _copies.Add((copy, last, at));
    }

    /// <summary>Opens every copy as a restarted process would.</summary>
    public async Task<(int Copies, long Movements, Findings Findings)> CheckAsync(CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var movements = 0L;
        foreach (var (path, last, at) in _copies)
        {
            var services = new ServiceCollection().AddLogging().AddInventorySync(sync => sync.UseSqlite(new SqliteConnectionStringBuilder { DataSource = path }.ToString())).BuildServiceProvider();
            await using (services.ConfigureAwait(false))
            {
                var store = services.GetRequiredService<IInventoryStore>();
                await store.InitializeAsync(cancellationToken).ConfigureAwait(false);
                var book = await LedgerBook.ReadAsync(store.Ledger, cancellationToken).ConfigureAwait(false);
                movements += book.Movements;
                if (!book.OnHandByOperation.ContainsKey(last))
                {
                    findings.Add($"{last} was reported as applied at {at:O} and is not in the copy of that moment");
                }

                if (book.Unequal.Count + book.Unchained.Count > 0)
                {
                    findings.Add($"the copy of {at:O} does not add up: {book.Unequal.First.Concat(book.Unchained.First).First()}");
                }
            }
        }

        return (_copies.Count, movements, findings);
    }
}

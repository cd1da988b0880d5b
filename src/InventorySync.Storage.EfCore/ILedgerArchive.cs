namespace InventorySync.Storage.EfCore;

/// <summary>Moves old months of the ledger out of the sale's way, into the table <c>ledger_archive</c>.</summary>
/// <remarks>
/// Registered by <c>UseSqlite</c> and <c>UsePostgreSql</c>. Safe from any thread, beside sales and from several processes at once.
/// What was archived stays verifiable (<see cref="Reconciliation.ILedgerVerifier.VerifyAsync(bool, CancellationToken)"/>) and readable
/// (<see cref="MovementQuery.IncludeArchived"/>), and its operations stay applied: asked again, they are repeats (I3).
/// </remarks>
public interface ILedgerArchive
{
    /// <summary>Moves the movements that were recorded before the month of a moment, in transactions of some thousand rows.</summary>
    /// <remarks>
    /// <para>
    /// Of each level the oldest movements go, without a gap, and with each operation all of its movements. Where clocks disagreed at
    /// a month's end, a few movements therefore stay until their neighbours can go too; on SQLite the operation that was recorded
    /// last always stays.
    /// </para>
    /// <para>Every transaction leaves the ledger whole: after an interruption, call again.</para>
    /// </remarks>
    /// <param name="before">
    /// A moment of the first month to keep, in UTC. A month can be archived once it has ended three days ago: a later moment counts as
    /// three days ago.
    /// </param>
    /// <param name="cancellationToken">Stops between two transactions; what they moved stays moved.</param>
    /// <returns>What was moved.</returns>
    /// <exception cref="StorageException">
    /// The database failed; or a history to be moved is broken, and would be out of sight once archived: the message names the level.
    /// What was moved before stays moved.
    /// </exception>
    Task<LedgerArchiveReport> ArchiveAsync(DateTimeOffset before, CancellationToken cancellationToken = default);
}

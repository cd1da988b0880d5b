namespace InventorySync.Reconciliation;

/// <summary>Replays the ledger and compares it with the levels and the open reservations.</summary>
/// <remarks>
/// Stock keeps moving meanwhile: a difference counts only where a second look, during which its level did not move, shows it
/// again. Memory stays bounded whatever the ledger's length. Safe from any thread.
/// </remarks>
public interface ILedgerVerifier
{
    /// <summary>Looks at every level: I2 (levels equal the sums of their movements, reserved equals the open reservations), I6 (the chain of versions), and hints at I1.</summary>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <returns>What was looked at and every difference.</returns>
    /// <exception cref="Storage.StorageException">The store failed.</exception>
    Task<LedgerReport> VerifyAsync(CancellationToken cancellationToken = default);

    /// <summary>Verifies as <see cref="VerifyAsync(CancellationToken)"/> does, from where the ledger begins or from where its archive does.</summary>
    /// <param name="includeArchived">
    /// Whether to replay archived movements too: each chain begins at zero, passes the opening with which the ledger goes on, and ends
    /// at the level. Where the oldest movements were dropped from the archive, it begins at the oldest that is there.
    /// </param>
    /// <param name="cancellationToken">Stops the verification.</param>
    /// <returns>What was looked at and every difference.</returns>
    /// <exception cref="Storage.StorageException">The store failed.</exception>
    Task<LedgerReport> VerifyAsync(bool includeArchived, CancellationToken cancellationToken = default);

    /// <summary>
    /// Verifies, and corrects what can be corrected without a person: a level that differs from its intact ledger is set to it, a
    /// reserved count that differs from the open reservations is set to them. Each correction is a movement of its own. A ledger
    /// that is not intact is never touched.
    /// </summary>
    /// <param name="dryRun">Whether to leave everything as it is and only say what would be corrected. Look at that first.</param>
    /// <param name="cancellationToken">Stops between two corrections.</param>
    /// <returns>What was found, and what was or would be corrected.</returns>
    /// <exception cref="Storage.StorageException">The store failed; corrections made up to there stand.</exception>
    Task<LedgerRepair> RepairAsync(bool dryRun = true, CancellationToken cancellationToken = default);
}

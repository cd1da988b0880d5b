namespace InventorySync.Alerts;

/// <summary>How the retry of a dead letter ended.</summary>
/// <param name="Status">Whether it worked.</param>
/// <param name="Cause">Why it failed, with the remedy; null where it did not.</param>
public readonly record struct DeadLetterRetry(DeadLetterRetryStatus Status, string? Cause = null)
{
    /// <summary>Whether it worked.</summary>
    public bool IsSucceeded => Status == DeadLetterRetryStatus.Succeeded;
}

using InventorySync.Channels;

namespace InventorySync.Broadcast.Planning;

/// <summary>What a push as a whole came to.</summary>
internal readonly record struct PushOutcome
{
    /// <param name="count">Listings in the push.</param>
    /// <param name="results">Their results; empty: it failed whole.</param>
    public PushOutcome(int count, IReadOnlyList<PushResult> results)
    {
        Count = count;
        foreach (var result in results)
        {
            IsAnswer |= result.Status is not (PushStatus.Transient or PushStatus.None);
            Accepted += result.Status is PushStatus.Accepted or PushStatus.AcceptedToConfirm ? 1 : 0;
            if (result.Status == PushStatus.Throttled)
            {
                IsThrottled = true;
                RetryAfter = result.RetryAfter is { } asked && (RetryAfter is not { } longest || asked > longest) ? asked : RetryAfter;
            }
        }
    }

    /// <summary>The outcome of a push that is confirmed, or lost, listing by listing.</summary>
    public static PushOutcome OfOne(PushResult result) => new(1, [result]);

    /// <summary>Listings in the push.</summary>
    public int Count { get; }

    /// <summary>Listings that the channel accepted.</summary>
    public int Accepted { get; }

    /// <summary>Whether the channel answered for any listing at all; otherwise the call failed whole.</summary>
    public bool IsAnswer { get; }

    public bool IsThrottled { get; }

    /// <summary>The longest wait that the channel asked for; null: none.</summary>
    public TimeSpan? RetryAfter { get; }
}

namespace InventorySync.Channels;

/// <summary>How many of its orders a channel lets a seller cancel before it acts against the account, such as 2.5 % in 7 days.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record CancellationBudget
{
    /// <summary>Makes the budget.</summary>
    /// <param name="share">The largest permitted share of cancelled orders, above 0 to 1.</param>
    /// <param name="window">Over how long the channel reckons it, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share or the window is outside its range.</exception>
    public CancellationBudget(double share, TimeSpan window)
    {
        Share = share is > 0 and <= 1
            ? share
            : throw new ArgumentOutOfRangeException(nameof(share), share, $"CancellationBudget.Share is {share}; give a share above 0 and up to 1, such as 0.025 for 2.5 %.");
        Window = window > TimeSpan.Zero
            ? window
            : throw new ArgumentOutOfRangeException(nameof(window), window, $"CancellationBudget.Window is {window}; give the time over which the channel reckons, such as 7 days.");
    }

    /// <summary>The largest permitted share of cancelled orders, above 0 to 1.</summary>
    public double Share { get; }

    /// <summary>Over how long the channel reckons it.</summary>
    public TimeSpan Window { get; }
}

namespace InventorySync.Channels;

/// <summary>How failed pushes are repeated: exponential back-off with jitter.</summary>
public sealed class RetryOptions
{
    /// <summary>The wait after the first failure, before jitter.</summary>
    /// <value>1 second</value>
    public TimeSpan DelayMin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait, before jitter.</summary>
    /// <value>5 minutes</value>
    public TimeSpan DelayMax { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>By what the wait grows with each failure, at least 1.</summary>
    /// <value>2</value>
    public double Factor { get; set; } = 2;

    /// <summary>
    /// After how many failures in a row a single listing goes to the dead letters, while others on the channel succeed. An
    /// outage of the whole channel never uses it up.
    /// </summary>
    /// <value>10</value>
    public int AttemptsMax { get; set; } = 10;
}

namespace InventorySync.Scheduling;

/// <summary>A part that runs for the application's life. Started in the order of <see cref="Stage"/>, stopped in reverse.</summary>
internal interface ILoop
{
    /// <summary>When it starts: what it needs has a lower stage.</summary>
    LoopStage Stage { get; }

    /// <summary>Reads what it needs and starts its loop; returns once it runs.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Stops taking work, drains what it took, ends its loop.</summary>
    /// <param name="cancellationToken">The time to drain is over: leave the rest, which must be safe to leave.</param>
    Task StopAsync(CancellationToken cancellationToken);
}

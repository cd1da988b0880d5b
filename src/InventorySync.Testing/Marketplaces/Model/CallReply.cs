namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>How a call ended: with a value where nothing went wrong.</summary>
/// <param name="Fault">What went wrong; a silence that outlasted the caller's patience ends as <see cref="SimulatedFault.RequestLost"/>.</param>
/// <param name="Value">The answer.</param>
/// <param name="RetryAfter">How long a throttled caller is asked to wait.</param>
/// <param name="Detail">What the marketplace said about the fault; null: its usual words.</param>
/// <param name="IsRefused">Whether it will never work as it is: no permission, say.</param>
internal readonly record struct CallReply<T>(SimulatedFault Fault, T? Value = default, TimeSpan? RetryAfter = null, string? Detail = null, bool IsRefused = false)
{
    /// <summary>The marketplace's words on a fault.</summary>
    public string Message => Detail ?? Fault switch
    {
        SimulatedFault.None => string.Empty,
        SimulatedFault.Throttled => "Too many calls; wait before the next one.",
        SimulatedFault.Unavailable => "The marketplace is down for maintenance.",
        _ => "The connection was closed before an answer came.",
    };
}

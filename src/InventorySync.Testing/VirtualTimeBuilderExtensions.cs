using InventorySync.DependencyInjection;
using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InventorySync.Testing;

/// <summary>Runs a whole inventory on a clock that only the caller moves.</summary>
public static class VirtualTimeBuilderExtensions
{
    /// <summary>
    /// Takes the time from <paramref name="time"/>, draws jitter and ids from <paramref name="seed"/>, and lets every loop go on
    /// inside the call or timer that wakes it: the same calls then lead to the same ledger, timer by timer.
    /// </summary>
    /// <param name="builder">The inventory.</param>
    /// <param name="time">The clock; it becomes the application's <see cref="TimeProvider"/>.</param>
    /// <param name="seed">Where randomness starts.</param>
    /// <returns><paramref name="builder"/>, for chaining.</returns>
    /// <remarks>
    /// For tests and simulations alone: one call or timer at a time. Two threads that call the inventory at once may wait for
    /// each other for ever, since each does the loops' work inside its own call.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static InventorySyncBuilder UseVirtualTime(this InventorySyncBuilder builder, VirtualTimeProvider time, int seed)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(time);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
        builder.Services.Replace(ServiceDescriptor.Singleton(new LoopRuntime(time, new Random(seed), inlineContinuations: true)));
        return builder;
    }
}

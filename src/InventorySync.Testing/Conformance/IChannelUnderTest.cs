using InventorySync.Channels;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Testing.Conformance;

/// <summary>An adapter together with the channel behind it, which <see cref="ChannelAdapterConformance"/> looks at and stirs.</summary>
/// <remarks>
/// Whoever writes an adapter writes one of these over a sandbox account, a recorded or a simulated channel. What the channel can't
/// do says so by its answer, and the facts that need it are reported as skipped. Each fact gets one of its own and uses it alone.
/// </remarks>
public interface IChannelUnderTest : IAsyncDisposable
{
    /// <summary>The adapter to test.</summary>
    IChannelAdapter Adapter { get; }

    /// <summary>The clock of the adapter and the channel.</summary>
    TimeProvider Time { get; }

    /// <summary>Tokens, keys and secrets that must not appear in any text the adapter gives away.</summary>
    IReadOnlyCollection<string> Secrets { get; }

    /// <summary>The notifications that the channel sent so far, oldest first; empty where it sends none.</summary>
    IReadOnlyList<ChannelNotification> Notifications { get; }

    /// <summary>Runs a fact. A channel on a clock of its own overrides this to move the clock meanwhile.</summary>
    /// <param name="fact">The fact.</param>
    Task RunAsync(Func<Task> fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return fact();
    }

    /// <summary>Creates a listing at the channel.</summary>
    /// <param name="quantity">Its quantity.</param>
    /// <returns>The listing with the channel's id of it and its SKU, each different from every other listing's.</returns>
    Task<ChannelListing> AddListingAsync(long quantity);

    /// <summary>Reads a listing's quantity at the channel itself, not through the adapter: what the adapter's writes set.</summary>
    /// <param name="externalId">The listing.</param>
    /// <returns>The quantity; where the channel subtracts its own open orders from it, before that.</returns>
    Task<long> ReadQuantityAsync(string externalId);

    /// <summary>Sets a listing's quantity at the channel itself, as its owner does by hand.</summary>
    /// <param name="externalId">The listing.</param>
    /// <param name="quantity">The quantity.</param>
    Task SetQuantityAsync(string externalId, long quantity);

    /// <summary>Lets a buyer place an order.</summary>
    /// <param name="externalId">The listing.</param>
    /// <param name="units">How many.</param>
    /// <returns>The channel's id of the order; null: this channel can't be made to sell.</returns>
    Task<string?> PlaceOrderAsync(string externalId, long units);

    /// <summary>Cancels all open units of an order.</summary>
    /// <param name="orderId">The order.</param>
    Task CancelOrderAsync(string orderId);

    /// <summary>Makes the next call that writes go wrong.</summary>
    /// <param name="fault">How.</param>
    /// <returns>Whether it will; false: this channel can't be made to.</returns>
    Task<bool> TryFailNextWriteAsync(SimulatedFault fault);

    /// <summary>Signs any body as the channel signs its notifications.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The notification; null: this channel can't be made to.</returns>
    ChannelNotification? Sign(ReadOnlyMemory<byte> body);

    /// <summary>Waits until everything that was told to the channel so far has come to pass and its notifications have come.</summary>
    Task SettleAsync();
}

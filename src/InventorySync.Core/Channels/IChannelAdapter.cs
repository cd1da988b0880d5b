namespace InventorySync.Channels;

/// <summary>The code that talks to one channel: what it can do, and how to tell it quantities.</summary>
/// <remarks>
/// <para>
/// An adapter translates and nothing more: the engine batches, paces, retries and remembers. More abilities are further
/// interfaces on the same class, implemented where the channel has them: <see cref="IStockReader"/>,
/// <see cref="IOrderReader"/>, <see cref="INotificationReceiver"/>, <see cref="IPushConfirmer"/>.
/// </para>
/// <para>
/// One instance serves one channel for the application's life. The dispatcher has at most
/// <see cref="ChannelDescriptor.ConcurrencyMax"/> pushes under way and never two for one listing; readers and receivers may
/// be called at the same time as pushes.
/// </para>
/// </remarks>
public interface IChannelAdapter
{
    /// <summary>What the channel can do. Constant for the life of the adapter.</summary>
    ChannelDescriptor Descriptor { get; }

    /// <summary>Brings these listings to these quantities.</summary>
    /// <param name="pushes">1 to <see cref="ChannelDescriptor.BatchSizeMax"/> listings, each once, the most urgent first.</param>
    /// <param name="cancellationToken">The push's time is over or the application stops: give up, and let the exception out.</param>
    /// <returns>
    /// One result per push, in the same order. The channel's answers, throttling and failures of single listings or of the
    /// whole call included, are results; an exception counts as a failed call of unknown outcome for every listing.
    /// </returns>
    Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default);
}

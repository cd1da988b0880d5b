namespace InventorySync.Channels;

/// <summary>An adapter whose channel carries writes out later and can be asked about them.</summary>
public interface IPushConfirmer
{
    /// <summary>Asks what became of pushes that were accepted to be confirmed.</summary>
    /// <param name="confirmationTokens">1 to <see cref="ChannelDescriptor.BatchSizeMax"/> tokens.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The result by token; tokens that are still under way are left out.</returns>
    Task<IReadOnlyDictionary<string, PushResult>> ConfirmAsync(IReadOnlyList<string> confirmationTokens, CancellationToken cancellationToken = default);
}

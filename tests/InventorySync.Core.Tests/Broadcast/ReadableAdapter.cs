using InventorySync.Channels;

namespace InventorySync.Broadcast;

/// <summary>A channel whose stock and listings can be read.</summary>
internal sealed class ReadableAdapter(ChannelDescriptor descriptor) : ScriptedAdapter(descriptor), IStockReader, IListingReader
{
    public List<IReadOnlyList<string>> Reads { get; } = [];

    public List<ChannelListing> Listings { get; } = [];

    /// <summary>Answers a read in the channel's stead; null: it tells what it shows.</summary>
    public Func<IReadOnlyList<string>, Task<IReadOnlyDictionary<string, long>>>? AnswerRead { get; set; }

    public Task<IReadOnlyDictionary<string, long>> ReadStockAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken = default)
    {
        Reads.Add(externalIds);
        return AnswerRead is { } answer ? answer(externalIds) : Task.FromResult(Read(externalIds));
    }

    public IReadOnlyDictionary<string, long> Read(IReadOnlyList<string> externalIds) => externalIds.Where(Shown.ContainsKey).ToDictionary(id => id, id => Shown[id]);

    public async IAsyncEnumerable<ChannelListing> ReadListingsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var listing in Listings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return listing;
        }
    }
}

using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;

namespace InventorySync.Intake.Orders;

/// <summary>The SKUs behind a channel's own ids, from memory.</summary>
public sealed class ChannelListingsTests
{
    private static readonly ChannelId Channel = new("meli");

    private readonly VirtualTimeProvider _time = new();
    private readonly InMemoryInventoryStore _store = new();
    private readonly ChannelListings _listings;

    public ChannelListingsTests() => _listings = new ChannelListings(Channel, _store.Listings, new LoopRuntime(_time, new Random(1), inlineContinuations: true));

    [Fact]
    public async Task FindAsync_SeveralSkusOfOneId_GivesAllInOrder()
    {
        await SaveAsync("B", "1");
        await SaveAsync("A", "1");

        Assert.Equal(["A", "B"], await FindAsync("1"));
    }

    [Fact]
    public async Task FindAsync_ListingMappedAnewAndMarked_FollowsAtOnce()
    {
        await SaveAsync("A", "1");
        await SaveAsync("B", "1");
        await FindAsync("1");
        await SaveAsync("A", "2");

        Assert.Equal(["A", "B"], await FindAsync("1"));
        _listings.Mark(new Sku("A"));
        Assert.Equal(["B"], await FindAsync("1"));
        Assert.Equal(["A"], await FindAsync("2"));
    }

    [Fact]
    public async Task FindAsync_ListingRemovedAndMarked_IsGone()
    {
        await SaveAsync("A", "1");
        await FindAsync("1");
        await _store.Listings.RemoveAsync(Channel, new Sku("A"));
        _listings.Mark(new Sku("A"));

        Assert.Empty(await FindAsync("1"));
    }

    [Fact]
    public async Task FindAsync_IdAddedByAnotherProcess_IsFoundOnceTheIndexIsNotBrandNew()
    {
        await FindAsync("1");
        await SaveAsync("A", "1");

        Assert.Empty(await FindAsync("1"));
        _time.Advance(ChannelListings.AgeMaxOnMiss);
        Assert.Equal(["A"], await FindAsync("1"));
    }

    [Fact]
    public async Task FindAsync_MappingChangedByAnotherProcess_IsSeenAtTheAgeLimit()
    {
        await SaveAsync("A", "1");
        await SaveAsync("B", "2");
        await FindAsync("1");
        await SaveAsync("A", "3");
        await SaveAsync("B", "1");

        Assert.Equal(["A"], await FindAsync("1"));
        _time.Advance(ChannelListings.AgeMax);
        Assert.Equal(["B"], await FindAsync("1"));
    }

    private Task SaveAsync(string sku, string externalId) =>
        _store.Listings.SaveAsync([new Listing { Channel = Channel, Sku = new Sku(sku), ExternalId = externalId }]);

    private async Task<IEnumerable<string>> FindAsync(string externalId) =>
        (await _listings.FindAsync([externalId], CancellationToken.None)).GetValueOrDefault(externalId, []).Select(sku => sku.Value);
}

using InventorySync.Broadcast;
using InventorySync.Stock;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Listings.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A listing comes back whole and is replaced whole.</summary>
    [Fact]
    public async Task SaveListings_AddedAndReplaced_AreWhole()
    {
        var full = new Listing
        {
            Channel = Market,
            Sku = Tea.Sku,
            ExternalId = "gid://1/ü",
            Status = ListingStatus.Held,
            Acknowledged = 0,
            AcknowledgedAt = Noon,
            Sending = 17,
            SendingSince = Noon.AddSeconds(1),
            ConfirmationToken = "feed-1",
            FailedAttempts = 3,
        };
        await Store.Listings.SaveAsync([full]);
        await ReopenAsync();
        Assert.Equal(full, Unversioned(await Store.Listings.FindAsync(Market, Tea.Sku)));

        var bare = new Listing { Channel = Market, Sku = Tea.Sku, ExternalId = "2" };
        await Store.Listings.SaveAsync([bare]);
        Assert.Equal(bare, Unversioned(await Store.Listings.FindAsync(Market, Tea.Sku)));
        Assert.Equal([bare], (await ListAsync(Store.Listings.ReadAsync(Market))).Select(Unversioned));
    }

    /// <summary>A channel's listings come by SKU, and no other channel's.</summary>
    [Fact]
    public async Task ReadListings_TwoChannels_GivesOneBySku()
    {
        Assert.Empty(await ListAsync(Store.Listings.ReadAsync(Market)));
        await Store.Listings.SaveAsync([Listed(Market, "b"), Listed(Market, "Ａ"), Listed(Shop, "c"), Listed(Market, "a"), Listed(Market, "😀")]);

        Assert.Equal(["a", "b", "Ａ", "😀"], (await ListAsync(Store.Listings.ReadAsync(Market))).Select(listing => listing.Sku.Value));
        Assert.Null(await Store.Listings.FindAsync(Shop, new Sku("a")));
        Assert.Null(await Store.Listings.FindAsync(Market, new Sku("c")));
    }

    /// <summary>Who lists what comes by channel and SKU, of the channels and SKUs asked for alone, whatever the listings' state.</summary>
    [Fact]
    public async Task FindListed_SomeChannelsAndSkus_GivesWhatTheyList()
    {
        await Store.Listings.SaveAsync(
        [
            Listed(Market, "b"), Listed(Market, "a") with { Status = ListingStatus.Held }, Listed(Market, "c"), Listed(Shop, "b") with { Status = ListingStatus.Rejected },
            Listed(Shop, "d"),
        ]);

        Sku[] asked = [new("d"), new("b"), new("a"), new("nowhere")];
        ListingKey[] expected =
        [
            .. new ListingKey[] { new(Market, asked[1]), new(Market, asked[2]), new(Shop, asked[0]), new(Shop, asked[1]) }.OrderBy(key => key.Channel).ThenBy(key => key.Sku),
        ];
        Assert.Equal(expected, await Store.Listings.FindListedAsync([Market, Shop], asked));
        Assert.Equal([new ListingKey(Shop, asked[1])], await Store.Listings.FindListedAsync([Shop], [asked[1]]));
        Assert.Empty(await Store.Listings.FindListedAsync([], asked));
        Assert.Empty(await Store.Listings.FindListedAsync([Market], []));
    }

    /// <summary>Thousands are saved in one call.</summary>
    [Fact]
    public async Task SaveListings_Thousands_AreAllThere()
    {
        Listing[] listings = [.. Enumerable.Range(0, 2_500).Select(i => Listed(Market, $"SKU-{i:D5}") with { Acknowledged = i % 3 == 0 ? null : i })];
        await Store.Listings.SaveAsync(listings);
        await Store.Listings.SaveAsync([]);

        Assert.Equal(listings, (await ListAsync(Store.Listings.ReadAsync(Market))).Select(Unversioned));
    }

    /// <summary>A removed listing is gone.</summary>
    [Fact]
    public async Task RemoveListing_Known_TellsWhetherThereWasOne()
    {
        await Store.Listings.SaveAsync([Listed(Market, "a"), Listed(Shop, "a")]);

        Assert.True(await Store.Listings.RemoveAsync(Market, new Sku("a")));
        Assert.False(await Store.Listings.RemoveAsync(Market, new Sku("a")));

        Assert.Null(await Store.Listings.FindAsync(Market, new Sku("a")));
        Assert.NotNull(await Store.Listings.FindAsync(Shop, new Sku("a")));
    }

    /// <summary>Versions are the store's own business, where it is shared.</summary>
    private static Listing? Unversioned(Listing? listing) => listing is null ? null : listing with { Version = 0 };

    private static Listing Listed(Channels.ChannelId channel, string sku) => new() { Channel = channel, Sku = new Sku(sku), ExternalId = sku };
}

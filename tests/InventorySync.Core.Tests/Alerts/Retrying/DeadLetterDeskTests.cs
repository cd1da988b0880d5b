using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Stock;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Alerts.Retrying;

/// <summary>What a person can do about a dead letter.</summary>
public sealed class DeadLetterDeskTests
{
    [Fact]
    public void RetryAsync_Push_GivesTheListingBackToTheBroadcast() => Run(async inventory =>
    {
        await inventory.ListAsync("CUP", "item-1", ListingStatus.Rejected);
        var letter = await AddAsync(inventory, DeadLetterKind.Push, "CUP");
        var signals = new SeenListings();
        inventory.Get<BroadcastSignals>().Subscribe(signals);

        Assert.True((await inventory.Letters.RetryAsync(letter)).IsSucceeded);

        Assert.Equal(ListingStatus.Active, (await inventory.Store.Listings.FindAsync(ShopId, new Sku("CUP")))!.Status);
        Assert.Equal([(ShopId, new Sku("CUP"))], signals.Seen);
        Assert.Equal(DeadLetterStatus.Retried, (await inventory.Letters.FindAsync(letter))!.Status);
    });

    [Fact]
    public void RetryAsync_PushOfAListingThatAPersonHolds_StaysHeld() => Run(async inventory =>
    {
        await inventory.ListAsync("CUP", "item-1", ListingStatus.Held);
        var letter = await AddAsync(inventory, DeadLetterKind.Push, "CUP");

        Assert.True((await inventory.Letters.RetryAsync(letter)).IsSucceeded);
        Assert.Equal(ListingStatus.Held, (await inventory.Store.Listings.FindAsync(ShopId, new Sku("CUP")))!.Status);
    });

    [Fact]
    public void RetryAsync_PushOfAListingThatIsGone_SaysSo() => Run(async inventory =>
    {
        var letter = await AddAsync(inventory, DeadLetterKind.Push, "CUP");

        var retry = await inventory.Letters.RetryAsync(letter);

        Assert.Equal(new DeadLetterRetry(DeadLetterRetryStatus.Failed, "SKU 'CUP' is no longer listed on shop; dismiss the letter."), retry);
        Assert.Equal(retry.Cause, Assert.Single(await inventory.OpenLettersAsync()).Cause);
    });

    [Theory]
    [InlineData(DeadLetterKind.Order)]
    [InlineData(DeadLetterKind.Notification)]
    public void RetryAsync_ChannelNoLongerRegistered_SaysSo(DeadLetterKind kind) => Run(async inventory =>
    {
        var letter = await AddAsync(inventory, kind, "1", "gone");

        Assert.Equal(
            "Channel 'gone' is not registered; register it, or dismiss the letter.",
            (await inventory.Letters.RetryAsync(letter)).Cause);
    });

    [Fact]
    public void RetryAsync_OrderThatCantBeRead_SaysSo() => Run(async inventory =>
    {
        var letter = await AddAsync(inventory, DeadLetterKind.Order, "1", payload: "{");

        Assert.Equal(
            "The letter holds no order that can be read; correct the order by hand from the letter's text, then dismiss the letter.",
            (await inventory.Letters.RetryAsync(letter)).Cause);
    });

    [Fact]
    public void RetryAsync_NoSuchLetter_SaysSo() => Run(async inventory =>
        Assert.Equal(DeadLetterRetryStatus.NotFound, (await inventory.Letters.RetryAsync(Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"))).Status));

    [Fact]
    public void DismissAsync_OpenLetter_ClosesItWithTheReason() => Run(async inventory =>
    {
        var id = await AddAsync(inventory, DeadLetterKind.Order, "1");

        Assert.True(await inventory.Letters.DismissAsync(id, "test order"));

        Assert.False(await inventory.Letters.DismissAsync(id, "again"));
        var letter = await inventory.Letters.FindAsync(id);
        Assert.Equal((DeadLetterStatus.Dismissed, "test order", inventory.Time.GetUtcNow()), (letter!.Status, letter.ClosedReason, letter.ClosedAt));
        Assert.Equal(DeadLetterRetryStatus.NotOpen, (await inventory.Letters.RetryAsync(id)).Status);
        Assert.Single(await ListAsync(inventory.Letters.ReadAsync(openOnly: false)));
    });

    [Fact]
    public void DismissAsync_WithoutAReason_IsRefused() => Run(async inventory =>
    {
        var id = await AddAsync(inventory, DeadLetterKind.Order, "1");

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => inventory.Letters.DismissAsync(id, ""));

        Assert.StartsWith("Reason is empty; give it 1 to 500 characters.", fault.Message, StringComparison.Ordinal);
    });

    private static async Task<Guid> AddAsync(InventoryUnderTest inventory, DeadLetterKind kind, string key, string channel = "shop", string? payload = null)
    {
        var letter = new DeadLetter
        {
            Id = Guid.CreateVersion7(inventory.Time.GetUtcNow()),
            Kind = kind,
            Channel = new ChannelId(channel),
            Key = key,
            Cause = "first cause",
            Payload = payload,
            At = inventory.Time.GetUtcNow(),
            Status = DeadLetterStatus.Open,
        };
        await inventory.Store.DeadLetters.AddAsync(letter).ConfigureAwait(false);
        return letter.Id;
    }

    private sealed class SeenListings : ISignalReceiver
    {
        public List<(ChannelId, Sku)> Seen { get; } = [];

        public void OnSkuChanged(Sku sku)
        {
        }

        public void OnOwnOrderChanged(ChannelId channel, Sku sku)
        {
        }

        public void OnEverythingChanged()
        {
        }

        public void OnListingChanged(ChannelId channel, Sku sku) => Seen.Add((channel, sku));
    }
}

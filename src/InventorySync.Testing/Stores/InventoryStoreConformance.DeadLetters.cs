using InventorySync.Alerts;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Dead letters.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A letter comes back whole, after a restart too.</summary>
    [Fact]
    public async Task AddDeadLetter_Letter_ComesBackWhole()
    {
        var letter = Undelivered("1001") with { Kind = DeadLetterKind.Order, Payload = "{\"ü\":1}" };
        await Store.DeadLetters.AddAsync(letter);
        await ReopenAsync();

        Assert.Equal(letter, await Store.DeadLetters.FindAsync(letter.Id));
        Assert.Equal(letter, await Store.DeadLetters.FindOpenAsync(Market, DeadLetterKind.Order, "1001"));
        Assert.Equal([letter], await ListAsync(Store.DeadLetters.ReadAsync()));
        Assert.Null(await Store.DeadLetters.FindAsync(NewUuid()));
        Assert.Null(await Store.DeadLetters.FindOpenAsync(Market, DeadLetterKind.Push, "1001"));
        Assert.Null(await Store.DeadLetters.FindOpenAsync(Shop, DeadLetterKind.Order, "1001"));
    }

    /// <summary>An open letter of the same channel, kind and key is replaced; any other stays.</summary>
    [Fact]
    public async Task AddDeadLetter_SameKey_ReplacesTheOpenOne()
    {
        var first = Undelivered("k");
        var otherKind = Undelivered("k") with { Kind = DeadLetterKind.Notification, At = Noon.AddSeconds(1) };
        var otherChannel = Undelivered("k") with { Channel = Shop, At = Noon.AddSeconds(2) };
        var second = Undelivered("k") with { Cause = "again", At = Noon.AddSeconds(3) };
        await Store.DeadLetters.AddAsync(first);
        await Store.DeadLetters.AddAsync(otherKind);
        await Store.DeadLetters.AddAsync(otherChannel);

        await Store.DeadLetters.AddAsync(second);
        await Store.DeadLetters.AddAsync(second);

        Assert.Equal([otherKind, otherChannel, second], await ListAsync(Store.DeadLetters.ReadAsync(openOnly: false)));
        Assert.Equal(second, await Store.DeadLetters.FindOpenAsync(Market, DeadLetterKind.Push, "k"));
        Assert.Null(await Store.DeadLetters.FindAsync(first.Id));
    }

    /// <summary>A letter is closed once, with its reason, and makes room for a new open one.</summary>
    [Fact]
    public async Task CloseDeadLetter_Open_ClosesItOnce()
    {
        var letter = Undelivered("k");
        await Store.DeadLetters.AddAsync(letter);

        Assert.True(await Store.DeadLetters.CloseAsync(letter.Id, DeadLetterStatus.Dismissed, "sold by hand", Noon.AddHours(1)));
        Assert.False(await Store.DeadLetters.CloseAsync(letter.Id, DeadLetterStatus.Retried, "again", Noon.AddHours(2)));
        Assert.False(await Store.DeadLetters.CloseAsync(NewUuid(), DeadLetterStatus.Retried, "unknown", Noon));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.DeadLetters.CloseAsync(letter.Id, DeadLetterStatus.Open, "no", Noon));

        var closed = letter with { Status = DeadLetterStatus.Dismissed, ClosedReason = "sold by hand", ClosedAt = Noon.AddHours(1) };
        Assert.Empty(await ListAsync(Store.DeadLetters.ReadAsync()));
        Assert.Equal([closed], await ListAsync(Store.DeadLetters.ReadAsync(openOnly: false)));
        Assert.Null(await Store.DeadLetters.FindOpenAsync(Market, DeadLetterKind.Push, "k"));

        var next = Undelivered("k") with { At = Noon.AddHours(3) };
        await Store.DeadLetters.AddAsync(next);
        Assert.Equal([closed, next], await ListAsync(Store.DeadLetters.ReadAsync(openOnly: false)));
    }

    /// <summary>Letters come the oldest first.</summary>
    [Fact]
    public async Task ReadDeadLetters_Several_AreOldestFirst()
    {
        await Store.DeadLetters.AddAsync(Undelivered("b") with { At = Noon.AddHours(1) });
        await Store.DeadLetters.AddAsync(Undelivered("c") with { At = Noon.AddHours(2) });
        await Store.DeadLetters.AddAsync(Undelivered("a") with { At = Noon });

        Assert.Equal(["a", "b", "c"], (await ListAsync(Store.DeadLetters.ReadAsync())).Select(letter => letter.Key));
    }

    private DeadLetter Undelivered(string key) => new()
    {
        Id = NewUuid(),
        Kind = DeadLetterKind.Push,
        Channel = Market,
        Key = key,
        Cause = "422: no such listing",
        At = Noon,
        Status = DeadLetterStatus.Open,
    };
}

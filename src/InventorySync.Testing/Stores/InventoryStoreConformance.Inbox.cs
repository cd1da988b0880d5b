using InventorySync.Intake;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>The inbox.</summary>
public abstract partial class InventoryStoreConformance
{
    private IInboxStore Inbox => Store.Inbox;

    /// <summary>An entry comes back whole, after a restart too.</summary>
    [Fact]
    public async Task AddToInbox_Entry_ComesBackWhole()
    {
        var entry = Notified("n1") with { KeyIsUnique = true, Payload = "{\"é\":\n1}", FailedAttempts = 2, LastCause = "timeout", Arrivals = 3 };

        Assert.True(await Inbox.AddAsync(entry));
        await ReopenAsync();

        Assert.Equal([entry], await Inbox.ReadDueAsync(Market, Noon, 10));
        Assert.Equal(1, await Inbox.CountAsync(Market));
        Assert.Equal(0, await Inbox.CountAsync(Shop));
        Assert.Empty(await Inbox.ReadDueAsync(Shop, Noon, 10));
    }

    /// <summary>Due entries come in the order of their arrival, up to the number asked for.</summary>
    [Fact]
    public async Task ReadDue_Several_AreOldestFirst()
    {
        await Inbox.AddAsync(Notified("b"));
        await Inbox.AddAsync(Notified("a"));
        await Inbox.AddAsync(Notified("later") with { DueAt = Noon.AddSeconds(1) });
        await Inbox.AddAsync(Notified("c") with { DueAt = Noon.AddHours(-1) });

        Assert.Equal(["b", "a", "c"], (await Inbox.ReadDueAsync(Market, Noon, 10)).Select(entry => entry.Key));
        Assert.Equal(["b", "a"], (await Inbox.ReadDueAsync(Market, Noon, 2)).Select(entry => entry.Key));
        Assert.Equal(["b", "a", "later", "c"], (await Inbox.ReadDueAsync(Market, Noon.AddSeconds(1), 10)).Select(entry => entry.Key));
        Assert.Equal(4, await Inbox.CountAsync(Market));
    }

    /// <summary>The next due moment is the earliest of the channel's.</summary>
    [Fact]
    public async Task ReadNextDue_Several_IsTheEarliest()
    {
        Assert.Null(await Inbox.ReadNextDueAsync(Market));
        await Inbox.AddAsync(Notified("a") with { DueAt = Noon.AddHours(2) });
        await Inbox.AddAsync(Notified("b") with { DueAt = Noon.AddHours(1) });
        await Inbox.AddAsync(Notified("c") with { Channel = Shop, DueAt = Noon });

        Assert.Equal(Noon.AddHours(1), await Inbox.ReadNextDueAsync(Market));
    }

    /// <summary>A repeat of one that waits is noted on it: one more arrival, the newer payload, its place and due time as they were.</summary>
    [Fact]
    public async Task AddToInbox_RepeatOfWaiting_IsNotedOnIt()
    {
        await Inbox.AddAsync(Notified("a"));
        await Inbox.AddAsync(Notified("b"));

        Assert.False(await Inbox.AddAsync(Notified("a") with { Payload = "newer", ReceivedAt = Noon.AddHours(1), DueAt = Noon.AddHours(1) }));

        Assert.Equal([Notified("a") with { Payload = "newer", Arrivals = 2 }, Notified("b")], await Inbox.ReadDueAsync(Market, Noon, 10));
        Assert.True(await Inbox.AddAsync(Notified("a") with { Channel = Shop }));
    }

    /// <summary>A failed attempt puts an entry off, with its cause.</summary>
    [Fact]
    public async Task Postpone_Entry_IsDueLaterWithItsCause()
    {
        await Inbox.AddAsync(Notified("a"));
        await Inbox.PostponeAsync(Market, "a", Noon.AddMinutes(1), "503");
        await Inbox.PostponeAsync(Market, "a", Noon.AddMinutes(2), "504");
        await Inbox.PostponeAsync(Market, "unknown", Noon, "none");

        Assert.Empty(await Inbox.ReadDueAsync(Market, Noon.AddMinutes(1), 10));
        Assert.Equal(
            [Notified("a") with { DueAt = Noon.AddMinutes(2), LastCause = "504", FailedAttempts = 2 }],
            await Inbox.ReadDueAsync(Market, Noon.AddMinutes(2), 10));
    }

    /// <summary>An applied entry is out; its key is remembered, so that a repeat is recognised until the time is over.</summary>
    [Fact]
    public async Task Complete_Remembered_RecognisesRepeatsUntilThen()
    {
        var entry = Notified("a");
        await Inbox.AddAsync(entry);

        Assert.True(await Inbox.CompleteAsync(entry, Noon.AddDays(1)));
        await ReopenAsync();

        Assert.Empty(await Inbox.ReadDueAsync(Market, Noon.AddDays(9), 10));
        Assert.Null(await Inbox.ReadNextDueAsync(Market));
        Assert.Equal(0, await Inbox.CountAsync(Market));
        Assert.False(await Inbox.AddAsync(entry with { ReceivedAt = Noon.AddDays(1).AddSeconds(-1) }));
        Assert.Equal(0, await Inbox.CountAsync(Market));
        Assert.True(await Inbox.AddAsync(entry with { ReceivedAt = Noon.AddDays(1), DueAt = Noon.AddDays(1) }));
        Assert.Equal([entry with { ReceivedAt = Noon.AddDays(1), DueAt = Noon.AddDays(1) }], await Inbox.ReadDueAsync(Market, Noon.AddDays(1), 10));
    }

    /// <summary>A key that is not to be remembered counts again at once.</summary>
    [Fact]
    public async Task Complete_NotRemembered_LetsTheNextCount()
    {
        await Inbox.AddAsync(Notified("a"));

        Assert.True(await Inbox.CompleteAsync(Notified("a"), rememberUntil: null));
        Assert.True(await Inbox.AddAsync(Notified("a") with { Payload = "next" }));

        Assert.Equal([Notified("a") with { Payload = "next" }], await Inbox.ReadDueAsync(Market, Noon, 10));
    }

    /// <summary>An entry that was notified again while somebody worked on it waits on.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_NotifiedAgainMeanwhile_WaitsOn(bool isRemembered)
    {
        await Inbox.AddAsync(Notified("a"));
        var read = (await Inbox.ReadDueAsync(Market, Noon, 10))[0];
        await Inbox.AddAsync(Notified("a") with { Payload = "newer" });

        Assert.False(await Inbox.CompleteAsync(read, isRemembered ? Noon.AddDays(1) : null));
        var again = Assert.Single(await Inbox.ReadDueAsync(Market, Noon, 10));
        Assert.Equal("newer", again.Payload);
        Assert.True(await Inbox.CompleteAsync(again, isRemembered ? Noon.AddDays(1) : null));
        Assert.Equal(0, await Inbox.CountAsync(Market));
    }

    /// <summary>One that is out already stays out: it does not wait on.</summary>
    [Fact]
    public async Task Complete_OutAlready_IsOut()
    {
        await Inbox.AddAsync(Notified("a"));

        Assert.True(await Inbox.CompleteAsync(Notified("a"), Noon.AddDays(1)));
        Assert.True(await Inbox.CompleteAsync(Notified("a"), Noon.AddDays(2)));
        Assert.True(await Inbox.CompleteAsync(Notified("never"), Noon.AddDays(1)));

        Assert.Equal(1, await Inbox.TrimAsync(Noon.AddDays(1)));
    }

    /// <summary>Forgetting takes the keys whose time has passed, and no entry that waits.</summary>
    [Fact]
    public async Task Trim_Mixed_ForgetsWhatIsOver()
    {
        foreach (var (key, days) in new[] { ("a", 1), ("b", 2), ("c", 3) })
        {
            await Inbox.AddAsync(Notified(key));
            await Inbox.CompleteAsync(Notified(key), Noon.AddDays(days));
        }

        await Inbox.AddAsync(Notified("waiting"));

        Assert.Equal(2, await Inbox.TrimAsync(Noon.AddDays(2)));
        Assert.Equal(0, await Inbox.TrimAsync(Noon.AddDays(2)));
        Assert.True(await Inbox.AddAsync(Notified("a")));
        Assert.False(await Inbox.AddAsync(Notified("c")));
        Assert.Equal(2, await Inbox.CountAsync(Market));
    }

    private static InboxEntry Notified(string key) => new() { Channel = Market, Key = key, Payload = "p", ReceivedAt = Noon, DueAt = Noon };
}

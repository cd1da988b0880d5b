using InventorySync.Rules;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>The versions of the rules.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>Where no rule was ever changed there is no version, and no history.</summary>
    [Fact]
    public async Task ReadRules_NoneStored_AreNone()
    {
        Assert.Null(await Store.Rules.ReadAsync());
        Assert.Empty(await Store.Rules.ReadHistoryAsync(before: null, 10));
    }

    /// <summary>A version comes back letter by letter, after the store was closed too; the newest counts.</summary>
    [Fact]
    public async Task AppendRules_Several_NewestCountsAndAllStayInHistory()
    {
        var first = RulesOf(1, new StoredRule { Section = "Buffers", Name = "Éverywhere", Body = """{ "Percent": 5.50, "Channel":"my-shop" }""", Version = 1 });
        var second = RulesOf(2, first.Rules[0], new StoredRule { Section = "Buffers", Name = "slow", Body = null, Version = 2 });
        var third = RulesOf(3);
        Assert.True(await Store.Rules.AppendAsync(first));
        Assert.True(await Store.Rules.AppendAsync(second));
        AssertSameRules(second, await Store.Rules.ReadAsync());

        Assert.True(await Store.Rules.AppendAsync(third));
        await ReopenAsync();
        AssertSameRules(third, await Store.Rules.ReadAsync());
        var history = await Store.Rules.ReadHistoryAsync(before: null, 10);
        Assert.Equal(3, history.Count);
        AssertSameRules(third, history[0]);
        AssertSameRules(second, history[1]);
        AssertSameRules(first, history[2]);
    }

    /// <summary>History is read page by page, the newest first.</summary>
    [Fact]
    public async Task ReadRuleHistory_ByPages_LeavesNothingOut()
    {
        for (var version = 1; version <= 5; version++)
        {
            Assert.True(await Store.Rules.AppendAsync(RulesOf(version)));
        }

        Assert.Equal([5L, 4], (await Store.Rules.ReadHistoryAsync(before: null, 2)).Select(rules => rules.Version));
        Assert.Equal([3L, 2], (await Store.Rules.ReadHistoryAsync(before: 4, 2)).Select(rules => rules.Version));
        Assert.Equal([1L], (await Store.Rules.ReadHistoryAsync(before: 2, 2)).Select(rules => rules.Version));
        Assert.Empty(await Store.Rules.ReadHistoryAsync(before: 1, 2));
    }

    /// <summary>Only the version after the newest is added: what somebody else wrote meanwhile is never overwritten, and no version is left out.</summary>
    [Fact]
    public async Task AppendRules_NotTheNextVersion_IsRefused()
    {
        Assert.False(await Store.Rules.AppendAsync(RulesOf(2)));
        Assert.False(await Store.Rules.AppendAsync(RulesOf(0)));
        var first = RulesOf(1) with { ChangedBy = "ana" };
        Assert.True(await Store.Rules.AppendAsync(first));

        Assert.False(await Store.Rules.AppendAsync(RulesOf(1) with { ChangedBy = "ben" }));
        Assert.False(await Store.Rules.AppendAsync(RulesOf(3)));

        AssertSameRules(first, Assert.Single(await Store.Rules.ReadHistoryAsync(before: null, 10)));
    }

    /// <summary>Of several who make the same version at once, over connections of their own, one succeeds.</summary>
    [Fact]
    public async Task AppendRules_SameVersionAtOnce_OneSucceeds()
    {
        var other = await OpenAnotherAsync();
        for (var version = 1; version <= 10; version++)
        {
            var next = RulesOf(version);
            var added = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer =>
                Task.Run(() => (writer % 2 == 0 ? Store : other).Rules.AppendAsync(next with { ChangedBy = $"writer {writer}" }))));

            var winner = Assert.Single(added.Index(), writer => writer.Item).Index;
            Assert.Equal($"writer {winner}", (await Store.Rules.ReadAsync())!.ChangedBy);
        }
    }

    private static StoredRules RulesOf(long version, params StoredRule[] rules) => new()
    {
        Version = version,
        ChangedAt = Noon.AddMinutes(version),
        ChangedBy = $"user {version}",
        Reason = "Buen Fin: weniger Überverkauf",
        Rules = rules,
    };

    private static void AssertSameRules(StoredRules expected, StoredRules? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Rules = actual.Rules }, actual);
        Assert.Equal(expected.Rules, actual.Rules);
    }
}

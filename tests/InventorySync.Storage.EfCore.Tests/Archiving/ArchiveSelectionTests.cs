using InventorySync.Stock;
using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>Which rows leave together: by operation (number), line, level and version; old unless said otherwise.</summary>
public sealed class ArchiveSelectionTests
{
    private static readonly DateTimeOffset Cutoff = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Choose_AllOld_LeavesWithOpenings()
    {
        var selection = Of(Row(1, 0, 1, level: 7, version: 1), Row(2, 0, 1, level: 7, version: 2), Row(3, 0, 0, level: null, version: 0));

        Assert.Equal(3, selection.Choose().Length);
        Assert.Equal(3, selection.RowCount);
        var opening = Assert.Single(selection.Openings());
        Assert.Equal((7, 2, 2), (opening.LevelId, opening.Version, opening.OnHand));
    }

    [Fact]
    public void Choose_YoungRow_KeepsWhatStandsOnIt()
    {
        // 2 is young; 3 stands on it by level 7, 4 by level 8, which only 3 connects; 5 is on its own.
        var selection = Of(
            Row(1, 0, 1, level: 7, version: 1), Row(2, 0, 1, level: 7, version: 2, isYoung: true),
            Row(3, 0, 2, level: 7, version: 3), Row(3, 1, 2, level: 8, version: 1), Row(4, 0, 1, level: 8, version: 2), Row(5, 0, 1, level: 9, version: 1));

        Assert.Equal([Key(1), Key(5)], selection.Choose().Order());
        Assert.Equal([(7L, 1L), (9, 1)], selection.Openings().Select(opening => (opening.LevelId, opening.Version)).Order());
    }

    [Fact]
    public void Missing_EarlierVersionsAndOtherLines_AreAskedFor()
    {
        var selection = Of(Row(1, 0, 2, level: 7, version: 3), Row(2, 0, 1, level: 7, version: 6), Row(3, 0, 2, level: 8, version: 4, isYoung: true));

        Assert.Equal([new VersionRange(7, 1, 2), new VersionRange(7, 4, 5)], selection.VersionsMissing());
        Assert.Equal([Key(1)], selection.OperationsInPart());
    }

    [Fact]
    public void Missing_AfterTheOpening_IsCountedFromThere()
    {
        var selection = new ArchiveSelection(_ => true);
        selection.Add([Row(1, 0, 1, level: 7, version: 5)]);
        selection.AddOpenings([7], [new OpeningRow { LevelId = 7, Version = 4, OnHand = 4 }]);

        Assert.Empty(selection.VersionsMissing());
        selection.Choose();
        Assert.Equal(5, Assert.Single(selection.Openings()).Version);
    }

    [Fact]
    public void Openings_ChainThatDoesNotAddUp_IsBroken()
    {
        var tampered = Row(2, 0, 1, level: 7, version: 2);
        tampered.OnHand++;
        var selection = Of(Row(1, 0, 1, level: 7, version: 1), tampered);
        selection.Choose();

        var broken = Assert.Throws<BrokenHistoryException>(selection.Openings);

        Assert.Equal((7, 2), (broken.LevelId, broken.Version));
    }

    [Theory]
    [InlineData("2026-03-02T23:59:59Z", "2026-03-20T00:00:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("2026-03-04T00:00:00Z", "2026-03-20T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-20T00:00:00Z", "2026-03-01T01:00:00+02:00", "2026-02-01T00:00:00Z")]
    public void Cutoff_OfAMoment_IsTheFirstDayOfAMonthThatIsOver(string now, string before, string cutoff) =>
        Assert.Equal(Time(cutoff), ArchiveRules.CutoffOf(Time(before), Time(now)));

    [Fact]
    public void MayBeArchived_WhatIsOldEnoughToBe_IsLookedFor()
    {
        var now = Cutoff.AddDays(3);
        for (var hours = -48; hours < 80; hours++)
        {
            // I3: whatever may have been archived up to now is looked for, even by a process whose clock is a day behind.
            var id = Guid.CreateVersion7(Cutoff.AddHours(hours));
            var isOld = ArchiveRules.IsOld(Row(1, 0, 0, null, 0, key: id), Cutoff);
            Assert.True(!isOld || ArchiveRules.MayBeArchived(id, isText: false, now.AddDays(-1)), $"{hours} h");
        }

        Assert.False(ArchiveRules.MayBeArchived(Guid.CreateVersion7(now), isText: false, now));
        Assert.True(ArchiveRules.MayBeArchived(Guid.CreateVersion7(now), isText: true, now));
        Assert.True(ArchiveRules.MayBeArchived(Guid.NewGuid(), isText: false, now));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static ArchiveSelection Of(params LedgerRow[] rows)
    {
        var selection = new ArchiveSelection(row => ArchiveRules.IsOld(row, Cutoff));
        selection.Add(rows);
        selection.AddOpenings(selection.LevelsWithoutOpening(), []);
        return selection;
    }

    private static Guid Key(int operation) => new(operation, 0, 0x4000, 0, 0, 0, 0, 0, 0, 0, 0);

    private static LedgerRow Row(int operation, int line, int lines, long? level, long version, bool isYoung = false, Guid? key = null) => new()
    {
        OperationKey = (key ?? Key(operation)).ToByteArray(bigEndian: true),
        Line = line,
        Lines = lines,
        Status = OutcomeStatus.Applied,
        LevelId = level,
        Version = version,
        OnHandDelta = level is null ? 0 : 1,
        OnHand = version,
        RecordedAt = isYoung ? Cutoff : Cutoff.AddTicks(-10),
    };
}

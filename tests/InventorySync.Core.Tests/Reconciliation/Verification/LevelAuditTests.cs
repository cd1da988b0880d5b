using InventorySync.Stock;

namespace InventorySync.Reconciliation.Verification;

/// <summary>Where a level's chain of movements breaks (I6).</summary>
public sealed class LevelAuditTests
{
    private static readonly LevelKey Key = new(new Sku("CUP"), new LocationId("store"));

    [Fact]
    public void Add_IntactChain_EndsInTheSums()
    {
        var audit = Audit((1, 10, 0, 10, 0), (2, 0, 4, 10, 4), (3, -4, -4, 6, 0));

        Assert.True(audit.IsIntact);
        Assert.Equal(new Level(Key.Sku, Key.Location, 6, 0, 3), audit.Last);
        Assert.Equal(3, audit.Rows);
    }

    [Fact]
    public void Add_FirstRowIsNotVersionOne_IsAGap() =>
        Assert.Equal([(LedgerDifferenceKind.ChainGap, 1L, 2L)], Faults(Audit((2, 5, 0, 5, 0))));

    [Fact]
    public void Add_VersionTwice_IsAGap() =>
        Assert.Equal([(LedgerDifferenceKind.ChainGap, 2L, 1L)], Faults(Audit((1, 5, 0, 5, 0), (1, 0, 0, 5, 0))));

    [Fact]
    public void Add_RowThatDoesNotAddUp_IsToldOnceAndNotAgainAfterIt() =>
        Assert.Equal(
            [(LedgerDifferenceKind.ChainOnHand, 4L, 5L), (LedgerDifferenceKind.ChainReserved, 1L, 2L)],
            Faults(Audit((1, 5, 0, 5, 0), (2, -1, 1, 5, 2), (3, -1, 0, 4, 2))));

    [Fact]
    public void Add_RowsAllBroken_ListsTheFirstFew()
    {
        var audit = new LevelAudit();
        audit.Begin(Key);
        for (var i = 0; i < 100; i++)
        {
            audit.Add(Movement(1, 0, 0, i + 1, i + 1));
        }

        Assert.Equal(10, audit.Faults.Count);
    }

    [Fact]
    public void Begin_AfterABrokenChain_StartsAnew()
    {
        var audit = Audit((7, 1, 1, 9, 9));

        audit.Begin(Key);

        Assert.True(audit.IsIntact);
        Assert.Equal(new Level(Key.Sku, Key.Location, 0, 0, 0), audit.Last);
        Assert.Equal(0, audit.Rows);
    }

    [Fact]
    public void Begin_WithAnOpening_ChainsFromThere()
    {
        var audit = new LevelAudit();
        audit.Begin(Key, Opening(4, 9, 2), includesArchived: false);
        audit.Add(Movement(5, 1, 0, 10, 2));

        Assert.True(audit.IsIntact);

        audit.Begin(Key, Opening(4, 9, 2), includesArchived: false);
        audit.End();
        Assert.Equal(Opening(4, 9, 2), audit.Last);
    }

    [Fact]
    public void Add_ArchivedRows_HaveToMeetTheOpening()
    {
        var audit = new LevelAudit();
        audit.Begin(Key, Opening(2, 9, 0), includesArchived: true);
        audit.Add(Movement(1, 5, 0, 5, 0));
        audit.Add(Movement(2, 5, 0, 10, 0));

        Assert.Equal([(LedgerDifferenceKind.ChainOnHand, 9L, 10L)], Faults(audit));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Add_OldestArchivedRowsDropped_BeginsLateUpToTheOpening(long first, bool isIntact)
    {
        var audit = new LevelAudit();
        audit.Begin(Key, Opening(4, 4, 0), includesArchived: true);
        for (var version = first; version < 9; version++)
        {
            audit.Add(Movement(version, 1, 0, version, 0));
        }

        Assert.Equal(isIntact, audit.IsIntact);
    }

    private static Level Opening(long version, long onHand, long reserved) => new(Key.Sku, Key.Location, onHand, reserved, version);

    private static LevelAudit Audit(params (long Version, long OnHandDelta, long ReservedDelta, long OnHand, long Reserved)[] rows)
    {
        var audit = new LevelAudit();
        audit.Begin(Key);
        foreach (var row in rows)
        {
            audit.Add(Movement(row.Version, row.OnHandDelta, row.ReservedDelta, row.OnHand, row.Reserved));
        }

        return audit;
    }

    private static (LedgerDifferenceKind, long, long)[] Faults(LevelAudit audit) =>
        [.. audit.Faults.Select(fault => (fault.Kind, fault.Expected, fault.Found))];

    private static Movement Movement(long version, long onHandDelta, long reservedDelta, long onHand, long reserved) => new()
    {
        Sku = Key.Sku,
        Location = Key.Location,
        Version = version,
        Operation = new OperationId($"op-{version}"),
        Kind = OperationKind.Adjust,
        OnHandDelta = onHandDelta,
        ReservedDelta = reservedDelta,
        OnHand = onHand,
        Reserved = reserved,
        OccurredAt = DateTimeOffset.UnixEpoch,
        RecordedAt = DateTimeOffset.UnixEpoch,
    };
}

using InventorySync.Stock;

namespace InventorySync.Catalog;

public sealed class CatalogSnapshotTests
{
    [Fact]
    public void Expand_NestedKit_IsFlatWithEachArticleOnceBySku()
    {
        var snapshot = Items.Snapshot(
            Items.Kit("TABLE", ("PLATE", 4), ("CUPS", 2)),
            Items.Kit("CUPS", ("SAUCER", 6), ("CUP", 6)),
            Items.Kit("PARTY", ("TABLE", 2), ("CUP", 1)));

        Assert.Equal("12 CUP + 4 PLATE + 12 SAUCER", Items.Text(snapshot.Expand(new Sku("TABLE"))));
        Assert.Equal("25 CUP + 8 PLATE + 24 SAUCER", Items.Text(snapshot.Expand(new Sku("PARTY"))));
    }

    [Fact]
    public void Expand_NoKit_IsTheSkuItself() =>
        Assert.Equal("1 CUP", Items.Text(CatalogSnapshot.Empty.Expand(new Sku("CUP"))));

    [Fact]
    public void ComponentsOf_NoKit_IsEmptyAndAllocatesNothing()
    {
        var snapshot = Items.Snapshot(Items.Kit("SET", ("CUP", 1)), Items.Plain("CUP"));
        var sku = new Sku("CUP");
        Assert.True(snapshot.ComponentsOf(sku).IsEmpty);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var isEmpty = snapshot.ComponentsOf(sku).IsEmpty;

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(isEmpty);
    }

    [Fact]
    public void KitsUsing_NestedKits_NamesEachThatDependsOnTheArticle()
    {
        var snapshot = Items.Snapshot(
            Items.Kit("B-INNER", ("CUP", 1)),
            Items.Kit("A-OUTER", ("B-INNER", 1), ("CUP", 1)),
            Items.Kit("C-OTHER", ("PLATE", 1)));

        Assert.Equal(["A-OUTER", "B-INNER"], snapshot.KitsUsing(new Sku("CUP")).Select(sku => sku.Value));
        Assert.Equal(["A-OUTER"], snapshot.KitsUsing(new Sku("B-INNER")).Select(sku => sku.Value));
        Assert.Empty(snapshot.KitsUsing(new Sku("A-OUTER")));
    }

    [Fact]
    public void With_InnerKitChanged_ReckonsOuterKitsAgainAndForgetsOldComponents()
    {
        var snapshot = Items.Snapshot(Items.Kit("INNER", ("CUP", 2)), Items.Kit("OUTER", ("INNER", 3)))
            .With([Items.Kit("INNER", ("PLATE", 1))]);

        Assert.Equal("3 PLATE", Items.Text(snapshot.Expand(new Sku("OUTER"))));
        Assert.Empty(snapshot.KitsUsing(new Sku("CUP")));
        Assert.Equal(["INNER", "OUTER"], snapshot.KitsUsing(new Sku("PLATE")).Select(sku => sku.Value));
    }

    [Fact]
    public void With_ComponentBecomesKit_OuterKitHoldsItsParts()
    {
        var snapshot = Items.Snapshot(Items.Kit("OUTER", ("BOX", 2))).With([Items.Kit("BOX", ("LID", 1), ("BODY", 1))]);

        Assert.Equal("2 BODY + 2 LID", Items.Text(snapshot.Expand(new Sku("OUTER"))));
    }

    [Fact]
    public void With_KitBecomesArticle_StandsForItself()
    {
        var snapshot = Items.Snapshot(Items.Kit("BOX", ("LID", 1)), Items.Kit("OUTER", ("BOX", 2))).With([Items.Plain("BOX")]);

        Assert.Equal("2 BOX", Items.Text(snapshot.Expand(new Sku("OUTER"))));
        Assert.Equal("1 BOX", Items.Text(snapshot.Expand(new Sku("BOX"))));
        Assert.Empty(snapshot.KitsUsing(new Sku("LID")));
    }

    [Theory]
    [InlineData("A", "A → A")]
    [InlineData("B", "B → A → B")]
    [InlineData("C", "C → B → A → C")]
    public void With_KitThatWouldContainItself_IsRefusedWithThePath(string componentOfA, string path)
    {
        var snapshot = Items.Snapshot(Items.Kit("B", ("A", 1)), Items.Kit("C", ("B", 1)));

        var fault = Assert.Throws<ArgumentException>(() => snapshot.With([Items.Kit("A", (componentOfA, 1))]));

        var steps = path.Split(" → ");
        Assert.Contains("would contain itself: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(Rotations(steps), rotation => fault.Message.Contains(rotation, StringComparison.Ordinal));
        Assert.True(snapshot.ComponentsOf(new Sku("A")).IsEmpty);
    }

    [Fact]
    public void With_KitsNestedTooDeeply_IsRefused()
    {
        var chain = Enumerable.Range(0, KitGraph.DepthMax + 1).Select(depth => Items.Kit($"K{depth}", ($"K{depth + 1}", 1))).ToArray();

        var fault = Assert.Throws<ArgumentException>(() => Items.Snapshot(chain));

        Assert.Contains($"nest more than {KitGraph.DepthMax} deep", fault.Message, StringComparison.Ordinal);
        Assert.Equal($"1 K{KitGraph.DepthMax}", Items.Text(Items.Snapshot(chain[..^1]).Expand(new Sku("K0"))));
    }

    [Fact]
    public void With_KitOfMoreUnitsThanALineTakes_IsRefused()
    {
        var fault = Assert.Throws<ArgumentException>(
            () => Items.Snapshot(Items.Kit("INNER", ("NAIL", 100_000)), Items.Kit("OUTER", ("INNER", 10_001))));

        Assert.Contains("Kit 'OUTER' would hold 1000100000 units of 'NAIL'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Locations_AnyOrderOfSaving_AreByPriorityThenId()
    {
        var snapshot = CatalogSnapshot.Empty.With([Items.Location("c", 1), Items.Location("b", 2), Items.Location("a", 2)])
            .With([Items.Location("d", 0), Items.Location("c", 3)]);

        Assert.Equal(["d", "a", "b", "c"], snapshot.Locations.Select(location => location.Id.Value));
        Assert.Equal(3, snapshot.FindLocation(new LocationId("c"))!.Priority);
        Assert.Null(snapshot.FindLocation(new LocationId("e")));
    }

    // Which kit of the circle the message starts with does not matter.
    private static IEnumerable<string> Rotations(string[] circle) => Enumerable.Range(0, circle.Length - 1)
        .Select(first => string.Join(" → ", Enumerable.Range(first, circle.Length).Select(step => circle[step % (circle.Length - 1)])));
}

using InventorySync.Channels;
using InventorySync.Stock;
using static InventorySync.Intake.ChannelOrders;

namespace InventorySync.Intake.Orders;

/// <summary>Which line of a channel's order stands for what here, and what is said of a line that stands for nothing.</summary>
public sealed class OrderMapperTests
{
    private static readonly Dictionary<string, Sku[]> Listed = new()
    {
        ["MLM1"] = [new Sku("CUP")],
        ["MLM2"] = [new Sku("CUP"), new Sku("PLATE")],
    };

    [Fact]
    public void Map_ExternalIdAndSkuDisagree_TheListingCounts()
    {
        var line = Assert.Single(Map(Line("other-name", 1, externalId: "MLM1")).Lines);

        Assert.Equal(new Sku("CUP"), line.Sku);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MLM9")]
    public void Map_NoListingOfTheExternalId_TheSkuCounts(string? externalId) =>
        Assert.Equal(new Sku("BOWL"), Assert.Single(Map(Line("BOWL", 1, externalId: externalId)).Lines).Sku);

    [Fact]
    public void Map_ExternalIdOfSeveralSkus_TheLinesSkuDecides() =>
        Assert.Equal(new Sku("PLATE"), Assert.Single(Map(Line("PLATE", 1, externalId: "MLM2")).Lines).Sku);

    [Fact]
    public void Map_EveryField_IsTakenOver()
    {
        var line = Assert.Single(Map(Line("CUP", 5, cancelled: 1, fulfilled: 2, returned: 1, lineId: "a", location: "store")).Lines);

        Assert.Equal(
            new OrderLine { LineId = "a", Sku = new Sku("CUP"), Ordered = 5, Cancelled = 1, Fulfilled = 2, Returned = 1, Location = new LocationId("store") },
            line);
    }

    public static TheoryData<ChannelOrderLine, string> BadLines => new()
    {
        { Line("CUP", 1, lineId: ""), "The id of the line at position 1 is empty; give it 1 to 100 characters." },
        { Line("CUP", 1, lineId: "1"), "Line '1' stands twice in the order; the adapter has to merge the two." },
        { Line("CUP", -1, lineId: "2"), "Line '2' has -1 units ordered; a count is 0 to 1000000000." },
        { Line("CUP", 1, cancelled: -2, lineId: "2"), "Line '2' has -2 units cancelled; a count is 0 to 1000000000." },
        { Line("CUP", 1, fulfilled: 1_000_000_001, lineId: "2"), "Line '2' has 1000000001 units fulfilled; a count is 0 to 1000000000." },
        { Line("CUP", 1, returned: -1, lineId: "2"), "Line '2' has -1 units returned; a count is 0 to 1000000000." },
        { Line("CUP", 1, lineId: "2", location: "moon"), "Line '2' names the location 'moon', which is not in the catalogue; add it, then retry." },
        { Line("CUP", 1, lineId: "2", location: " moon"), "Line '2': LocationId ' moon' begins or ends with white space; trim it." },
        { Line(null, 1, lineId: "2"), "Line '2' has no SKU, and no listing has the channel's id ''; add the listing, then retry." },
        { Line("", 1, lineId: "2", externalId: "MLM9"), "Line '2' has no SKU, and no listing has the channel's id 'MLM9'; add the listing, then retry." },
        { Line("A\tB", 1, lineId: "2"), "Line '2': Sku has the control character U+0009 at position 1; remove it." },
        {
            Line("BOWL", 1, lineId: "2", externalId: "MLM2"),
            "Line '2': the channel's id 'MLM2' is listed for several SKUs (CUP, PLATE), and the line's SKU 'BOWL' is none of them; correct the listings, then retry."
        },
    };

    [Theory]
    [MemberData(nameof(BadLines))]
    public void Map_BadLine_IsNamedAndTheOthersStand(ChannelOrderLine bad, string fault)
    {
        var mapped = Map(Line("CUP", 1), bad, Line("CUP", 1, lineId: "9"));

        Assert.Equal(fault, Assert.Single(mapped.Faults));
        Assert.Equal(["1", "9"], mapped.Lines.Select(line => line.LineId));
    }

    [Fact]
    public void Map_OverlongOrderId_MapsNothing()
    {
        var mapped = OrderMapper.Map(Order(new string('x', 101), 1, Line("CUP", 1)), Listed, id => id.Value == "store");

        Assert.Empty(mapped.Lines);
        Assert.Equal($"Order id '{new string('x', 32)}…' has 101 characters; at most 100 are allowed.", Assert.Single(mapped.Faults));
    }

    private static MappedOrder Map(params ChannelOrderLine[] lines) => OrderMapper.Map(Order("1", 1, lines), Listed, id => id.Value == "store");
}

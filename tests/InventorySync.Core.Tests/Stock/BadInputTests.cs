using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Reservations;

namespace InventorySync.Stock;

/// <summary>Bad input is refused at the door, by a message that names the field and the fix.</summary>
public sealed class BadInputTests
{
    private static readonly OperationId Id = new("op-1");
    private static readonly StockLine Good = new(new Sku("CUP"), 1, new LocationId("store"));

    public static TheoryData<Func<object>, string> Faults { get; } = new()
    {
        { () => new Sku(""), "Sku is empty; give it 1 to 255 characters." },
        { () => new Sku(null!), "Sku is empty; give it 1 to 255 characters." },
        { () => new Sku(new string('x', 256)), "Sku 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' has 256 characters; at most 255 are allowed." },
        { () => new Sku("a\tb"), "Sku has the control character U+0009 at position 1; remove it." },
        { () => new Sku(" a"), "Sku ' a' begins or ends with white space; trim it." },
        { () => new Sku("a\ud800b"), "Sku has half of a surrogate pair at position 1; it is not valid text." },
        { () => new LocationId(""), "LocationId is empty; give it 1 to 64 characters." },
        { () => new ChannelId("Shopify MX"), "ChannelId 'Shopify MX' has 'S' at position 0; use lower-case letters a to z, digits, '-', '_' and '.'." },
        { () => new OperationId(Guid.Empty), "OperationId is the empty UUID; make one with OperationId.New(timeProvider)." },
        { () => default(Sku).Value, "This Sku has no value: it is default(Sku). Create it with new Sku(text)." },
        { () => StockOperation.Sell(default, Good), "OperationId has no value; make one with OperationId.New(timeProvider) or from your own text." },
        { () => StockOperation.Sell(Id), "Lines has 0 entries; give 1 to 1000." },
        { () => StockOperation.Sell(Id, new StockLine[1001]), "Lines has 1001 entries; give 1 to 1000." },
        { () => StockOperation.Sell(Id, new StockLine(default, 1)), "Lines[0].Sku has no value; create it with new Sku(text)." },
        { () => StockOperation.Sell(Id, new StockLine(new Sku("CUP"), 0)), "Lines[0].Quantity of SKU 'CUP' is 0; give 1 to 1000000000 whole units." },
        { () => StockOperation.Sell(Id, Good, new StockLine(new Sku("CUP"), -1)), "Lines[1].Quantity of SKU 'CUP' is -1; give 1 to 1000000000 whole units." },
        { () => StockOperation.Receive(Id, new StockLine(new Sku("CUP"), long.MaxValue, new LocationId("store"))), "Lines[0].Quantity of SKU 'CUP' is 9223372036854775807; give 1 to 1000000000 whole units." },
        { () => StockOperation.Receive(Id, new StockLine(new Sku("CUP"), 1)), "Lines[0].Location of SKU 'CUP' is missing; say where the units lie." },
        { () => StockOperation.Count(Id, new StockLine(new Sku("CUP"), -1, new LocationId("store"))), "Lines[0].Quantity of SKU 'CUP' is -1; give 0 to 1000000000 whole units." },
        { () => StockOperation.Adjust(Id, "why", new StockLine(new Sku("CUP"), 0, new LocationId("store"))), "Lines[0].Quantity of SKU 'CUP' is 0; give -1000000000 to 1000000000 whole units, not 0." },
        { () => StockOperation.Adjust(Id, " ", Good), "Reason is empty; say why stock is corrected." },
        { () => StockOperation.Sell(Id, Good) with { Reason = new string('x', 501) }, "Reason 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' has 501 characters; at most 500 are allowed." },
        { () => StockOperation.Release(Id, default), "ReservationId has no value; make one with ReservationId.New(timeProvider) or from your own text." },
        { () => new ReservationOwner(OwnerKind.None, "1"), "ReservationOwner.Kind is None; use Cart, Order or Transfer." },
        { () => Order(new OrderLine { LineId = "1", Sku = new Sku("CUP"), Ordered = -1 }), "OrderSnapshot.Lines[0].Ordered is -1; give 0 to 1000000000 whole units." },
        { () => Order(Line("1"), Line("1")), "OrderSnapshot.Lines[1].LineId '1' stands twice in one order; merge the lines first." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void BadInput_IsRefused_ByAMessageThatNamesTheFieldAndTheFix(Func<object> act, string message)
    {
        var fault = Assert.ThrowsAny<Exception>(act);

        Assert.True(fault is ArgumentException or InvalidOperationException, fault.GetType().Name);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OperationId_TextThatIsACanonicalUuid_IsThatUuid()
    {
        var uuid = Guid.Parse("0190b6a1-5b7e-7c3d-8f21-0a1b2c3d4e5f");

        Assert.Equal(new OperationId(uuid), new OperationId(uuid.ToString("D")));
        Assert.NotEqual(new OperationId(uuid), new OperationId(uuid.ToString("N")));
        Assert.NotEqual(new OperationId(uuid), new OperationId(uuid.ToString("D").ToUpperInvariant()));
    }

    [Fact]
    public void RecordOrder_TimesFinerThanStoresKeep_AreCutToMicroseconds()
    {
        var at = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddMicroseconds(7);
        var order = Order(Line("1")).Order! with { PlacedAt = at.AddTicks(3), UpdatedAt = at.AddTicks(9) };

        var recorded = StockOperation.RecordOrder(Id, order).Order!;

        Assert.Equal((at, at), (recorded.PlacedAt, recorded.UpdatedAt));
    }

    private static StockOperation Order(params OrderLine[] lines) => StockOperation.RecordOrder(Id, new OrderSnapshot
    {
        Channel = new ChannelId("meli"),
        OrderId = "1",
        PlacedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Lines = lines,
    });

    private static OrderLine Line(string id) => new() { LineId = id, Sku = new Sku("CUP"), Ordered = 1 };
}

using System.Text;
using InventorySync.Channels;
using InventorySync.Generators;
using InventorySync.Reservations;

namespace InventorySync.Stock;

/// <summary>Ids sort by code points, as the UTF-8 bytes in a database do.</summary>
public sealed class IdentifierOrderTests
{
    private static readonly string[] Parts = ["a", "b", "ab", "Z", "é", "e\u0301", "퟿", "", "Ａ", "\uFFFD", "😀", "😁", "𐀀", "-", "0"];

    [Fact]
    public void Compare_AnyTwoTexts_AgreesWithTheirUtf8Bytes() => Property.Holds(
        FsCheck.Fluent.Gen.Two(FsCheck.Fluent.Gen.ArrayOf(FsCheck.Fluent.Gen.Elements(Parts))),
        pair =>
        {
            string left = string.Concat(pair.Item1.Take(10)) + "x", right = string.Concat(pair.Item2.Take(10)) + "x";
            var byBytes = Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)));
            Assert.Equal(byBytes, Math.Sign(new Sku(left).CompareTo(new Sku(right))));
            Assert.Equal(byBytes, Math.Sign(new LocationId(left).CompareTo(new LocationId(right))));
            Assert.Equal(byBytes, Math.Sign(new ReservationId(left).CompareTo(new ReservationId(right))));
        },
        count: 1_000);

    [Fact]
    public void Compare_Unset_SortsFirst()
    {
        Assert.True(default(Sku).CompareTo(new Sku("a")) < 0);
        Assert.True(new Sku("a").CompareTo(default) > 0);
        Assert.Equal(0, default(Sku).CompareTo(default));
        Assert.True(new ChannelId("a").CompareTo(new ChannelId("ab")) < 0);
    }
}

using System.Numerics;
using FsCheck.Fluent;
using InventorySync.Channels;

using InventorySync.Stock;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Buffers;

public sealed class PercentBufferProperties
{
    [Fact]
    public void UnitsHeldBack_AnyShareAndPool_IsTheSmallestWholeNumberNotBelowTheShare() => Property.Holds(
        from units in Gen.OneOf(Gen.Choose(0, 50), Gen.Choose(0, int.MaxValue)).Select(units => (long)units)
        from hundredths in Gen.OneOf(Gen.Choose(0, 10_000), Gen.Elements(0, 1, 9_999, 10_000))
        select (units, hundredths),
        value =>
        {
            var heldBack = new PercentBuffer(value.hundredths / 100m).UnitsHeldBack(new BufferContext
            {
                Sku = new Sku("CUP"),
                Channel = new ChannelId("shop"),
                Units = value.units,
                Now = DateTimeOffset.UnixEpoch,
            });

            // In whole numbers: heldBack ≥ units × share > heldBack − 1, times 10,000.
            var exact = new BigInteger(value.units) * value.hundredths;
            Assert.True(new BigInteger(heldBack) * 10_000 >= exact);
            Assert.True((new BigInteger(heldBack) - 1) * 10_000 < exact || heldBack == 0);
            Assert.InRange(heldBack, 0, value.units);
        });
}

namespace InventorySync.Storage.EfCore.Mapping;

public sealed class MicrosecondsTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00.0000000Z", 0)]
    [InlineData("1970-01-01T00:00:00.0000019Z", 1)]
    [InlineData("1969-12-31T23:59:59.9999999Z", -1)]
    [InlineData("2026-03-01T12:00:00.1234567+02:00", 1772359200123456)]
    [InlineData("0001-01-01T00:00:00Z", -62135596800000000)]
    [InlineData("9999-12-31T23:59:59.9999999Z", 253402300799999999)]
    public void Of_AnyMoment_RoundsDown(string text, long microseconds)
    {
        var time = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(microseconds, Microseconds.Of(time));
        var back = Microseconds.ToTime(microseconds);
        Assert.Equal(TimeSpan.Zero, back.Offset);
        Assert.InRange((time - back).Ticks, 0, TimeSpan.TicksPerMicrosecond - 1);
    }

    [Fact]
    public void OrNull_Null_IsNull() => Assert.Null(Microseconds.OrNull(time: null));
}

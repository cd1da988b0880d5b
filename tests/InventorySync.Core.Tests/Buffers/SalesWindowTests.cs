using System.Globalization;

namespace InventorySync.Buffers;

public sealed class SalesWindowTests
{
    // Mexico City has had no daylight-saving time since 30 October 2022. Madrid changes at 01:00 UTC, New York at 02:00 local time.
    [Theory]
    [InlineData("America/Mexico_City", "2026-11-13 00:00", "2026-11-17 00:00", "2026-11-13 06:00", "2026-11-17 06:00")]
    [InlineData("America/Mexico_City", "2026-07-01 00:00", "2026-07-02 00:00", "2026-07-01 06:00", "2026-07-02 06:00")]
    [InlineData("America/Mexico_City", "2022-07-01 00:00", "2022-07-02 00:00", "2022-07-01 05:00", "2022-07-02 05:00")]
    [InlineData("Europe/Madrid", "2026-03-28 00:00", "2026-03-30 00:00", "2026-03-27 23:00", "2026-03-29 22:00")]
    [InlineData("Europe/Madrid", "2026-10-24 00:00", "2026-10-26 00:00", "2026-10-23 22:00", "2026-10-25 23:00")]
    [InlineData("America/New_York", "2026-11-27 00:00", "2026-11-28 00:00", "2026-11-27 05:00", "2026-11-28 05:00")]
    // The clocks jump over the time: it means the moment of the jump.
    [InlineData("Europe/Madrid", "2026-03-29 02:30", "2026-03-29 04:00", "2026-03-29 01:00", "2026-03-29 02:00")]
    [InlineData("America/New_York", "2026-03-08 00:00", "2026-03-08 02:30", "2026-03-08 05:00", "2026-03-08 07:00")]
    // The clocks show the time twice: a start means the first, an end the second.
    [InlineData("Europe/Madrid", "2026-10-25 02:30", "2026-10-25 02:45", "2026-10-25 00:30", "2026-10-25 01:45")]
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01 01:31", "2026-11-01 05:30", "2026-11-01 06:31")]
    // Over the end of the year.
    [InlineData("Europe/Madrid", "2026-12-31 20:00", "2027-01-01 02:00", "2026-12-31 19:00", "2027-01-01 01:00")]
    public void StartsAt_LocalTimes_AreTheRightMoments(string zone, string start, string end, string startUtc, string endUtc)
    {
        var window = new SalesWindow("event", Local(start), Local(end), zone);

        Assert.Equal(Utc(startUtc), window.StartsAt);
        Assert.Equal(Utc(endUtc), window.EndsAt);
        Assert.Equal(TimeSpan.Zero, window.StartsAt.Offset);
    }

    [Fact]
    public void Contains_Boundaries_StartIsInsideAndEndIsNot()
    {
        var window = new SalesWindow("Buen Fin", Local("2026-11-13 00:00"), Local("2026-11-17 00:00"), "America/Mexico_City");

        Assert.False(window.Contains(window.StartsAt.AddTicks(-1)));
        Assert.True(window.Contains(window.StartsAt));
        Assert.True(window.Contains(window.EndsAt.AddTicks(-1)));
        Assert.False(window.Contains(window.EndsAt));
        Assert.True(window.Contains(window.StartsAt.ToOffset(TimeSpan.FromHours(9))));
    }

    [Fact]
    public void ToString_Window_HasItsNameAndLocalTimes() => Assert.Equal(
        "Buen Fin, 2026-11-13 00:00 to 2026-11-17 00:00 America/Mexico_City",
        new SalesWindow("Buen Fin", Local("2026-11-13 00:00"), Local("2026-11-17 00:00"), "America/Mexico_City").ToString());

    [Theory]
    [InlineData("2026-11-17 00:00", "2026-11-13 00:00", "UTC", "End of window 'event' is 2026-11-13 00:00, not after its start 2026-11-17 00:00; let the window end after it starts.")]
    [InlineData("2026-11-13 00:00", "2026-11-13 00:00", "UTC", "End of window 'event' is 2026-11-13 00:00, not after its start")]
    [InlineData("2026-11-13 00:00", "2026-11-17 00:00", "America/Ciudad_de_Mexico", "TimeZone of window 'event' is 'America/Ciudad_de_Mexico', which this system does not know; use an IANA name such as America/Mexico_City.")]
    [InlineData("2026-11-13 00:00", "2026-11-17 00:00", "", "TimeZone of window 'event' is '', which this system does not know")]
    [InlineData("2026-11-13 00:00", "2026-11-17 00:00", null, "TimeZone of window 'event' is '', which this system does not know")]
    public void Constructor_BadWindow_IsRefusedWithSettingAndRemedy(string start, string end, string? zone, string message) => Assert.StartsWith(
        message, Assert.Throws<ArgumentException>(() => new SalesWindow("event", Local(start), Local(end), zone!)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(DateTimeKind.Utc, DateTimeKind.Unspecified, "Start of window 'event' is marked as Utc time; give the local time of the window's zone")]
    [InlineData(DateTimeKind.Unspecified, DateTimeKind.Local, "End of window 'event' is marked as Local time")]
    public void Constructor_TimesOfAnotherKind_AreRefused(DateTimeKind start, DateTimeKind end, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentException>(() => new SalesWindow(
            "event",
            DateTime.SpecifyKind(Local("2026-11-13 00:00"), start),
            DateTime.SpecifyKind(Local("2026-11-17 00:00"), end),
            "UTC")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Constructor_WithoutName_IsRefused() => Assert.StartsWith(
        "The window's name is empty",
        Assert.Throws<ArgumentException>(() => new SalesWindow(" ", Local("2026-11-13 00:00"), Local("2026-11-17 00:00"), "UTC")).Message,
        StringComparison.Ordinal);

    private static DateTime Local(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Utc(string text) => new(Local(text), TimeSpan.Zero);
}

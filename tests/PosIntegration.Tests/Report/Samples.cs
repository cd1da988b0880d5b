using PosIntegration.Report;

namespace PosIntegration.Tests.Report;

internal static class Samples
{
    public static Progress Progress { get; } = new()
    {
        At = new DateTimeOffset(2010, 12, 1, 12, 30, 0, TimeSpan.Zero),
        EventsDone = 10,
        EventsPlanned = 40,
        Sales = 8,
        Elapsed = TimeSpan.FromSeconds(2),
        Rows =
        [
            new ChannelRow { Name = "till-1", Sales = 3, UnitsSold = 12, Refused = 1 },
            new ChannelRow
            {
                Name = "shopify-sim",
                Sales = 5,
                UnitsSold = 20,
                Listings = 2_982,
                Pushes = 61,
                Coalesced = 7,
                LagP50 = TimeSpan.FromMilliseconds(350),
                LagP99 = TimeSpan.FromMinutes(3),
                Queue = 4,
                Throttles = 2,
                Refused = 9,
                Oversold = 6,
            },
        ],
    };
}

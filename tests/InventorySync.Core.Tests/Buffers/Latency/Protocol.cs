using InventorySync.Channels;
using InventorySync.Demand;
using InventorySync.Stock;

namespace InventorySync.Buffers.Latency;

/// <summary>Four channels that overwrite, with the shares, order sizes and delays of the benchmark protocol in docs/buffers.md.</summary>
internal sealed class Protocol : IDemand, IDelays
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 14, 12, 0, 0, TimeSpan.Zero);

    public static readonly ChannelId[] Channels = [new("store"), new("market-a"), new("market-b"), new("pos")];

    private static readonly double[] Shares = [0.45, 0.30, 0.15, 0.10];

    private readonly double _ordersPerDay;

    public Protocol(double ordersPerDay, bool isPolling = false)
    {
        _ordersPerDay = ordersPerDay;
        Delays = isPolling
            ? [Of(2, 20, 2, 20), Of(450, 1_800, 600, 3_600), Of(300, 900, 300, 1_800), Of(60, 600, 60, 600)]
            : [Of(2, 20, 2, 20), Of(60, 600, 120, 1_200), Of(20, 300, 30, 600), Of(1, 5, 1, 5)];
    }

    public ChannelDelays[] Delays { get; }

    public BufferContext Context(int channel, long units = 10_000, ChannelDescriptor? descriptor = null) => new()
    {
        Sku = new Sku("CUP"),
        Channel = Channels[channel],
        Units = units,
        Now = Noon,
        Descriptor = descriptor,
        Demand = this,
        Delays = this,
    };

    public IReadOnlyList<ChannelDemand> Of(Sku sku, DateTimeOffset now) =>
    [
        .. Channels.Select((channel, i) => new ChannelDemand
        {
            Channel = channel,
            OrdersPerSecond = _ordersPerDay * Shares[i] / 86_400,
            UnitsPerOrder = 0.88 + (2 * 0.09) + (3 * 0.03),
            SquaredUnitsPerOrder = 0.88 + (4 * 0.09) + (9 * 0.03),
        }),
    ];

    public long UnitsSold(Sku sku, DateTimeOffset since, ChannelId? except) => 0;

    public ChannelDelays Of(ChannelId? channel, DateTimeOffset now) => channel is { } id ? Delays[Array.IndexOf(Channels, id)] : ChannelDelays.None;

    private static ChannelDelays Of(double ingest50, double ingest99, double push50, double push99) => new()
    {
        Ingest = DelayDistribution.Lognormal(TimeSpan.FromSeconds(ingest50), TimeSpan.FromSeconds(ingest99)),
        Push = DelayDistribution.Lognormal(TimeSpan.FromSeconds(push50), TimeSpan.FromSeconds(push99)),
    };
}

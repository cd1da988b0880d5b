using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Publishing;

namespace PosIntegration.Serve;

/// <summary>How the broadcast to each channel stands, and why a channel is to show what it shows.</summary>
internal static class ChannelEndpoints
{
    public static void MapChannels(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/channels", ReadAsync);
        routes.MapGet("/explain/{sku}/{channel}", ExplainAsync);
    }

    private static async Task<IResult> ReadAsync(IBroadcast broadcast, DemoMarketplaces marketplaces, CancellationToken cancellationToken)
    {
        var channels = new List<object>();
        foreach (var name in marketplaces.Names)
        {
            var status = await broadcast.ReadStatusAsync(new ChannelId(name), cancellationToken);
            channels.Add(new
            {
                Channel = name,
                State = status.State.ToString(),
                status.Listings,
                status.Stale,
                status.Pushes,
                status.CoalescedSignals,
                status.Throttles,
                LagP50Seconds = status.LagP50?.TotalSeconds,
                LagP99Seconds = status.LagP99?.TotalSeconds,
                status.UnitsAtRisk,
                status.LastFault,
            });
        }

        return Results.Ok(channels);
    }

    private static async Task<IResult> ExplainAsync(
        string sku, string channel, Assortment articles, DemoMarketplaces marketplaces, IPublication publication, CancellationToken cancellationToken)
    {
        if (StockEndpoints.Unknown(sku, articles, out var id) is { } problem)
        {
            return problem;
        }

        if (marketplaces.Find(channel) is null)
        {
            return marketplaces.Unknown(channel);
        }

        var explanation = await publication.ExplainAsync(id, new ChannelId(channel), cancellationToken);
        return Results.Text(explanation + "\n");
    }
}

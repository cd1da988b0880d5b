using InventorySync.Stock;
using InventorySync.Testing.Marketplaces;
using PosIntegration.Replay;

namespace PosIntegration.Serve;

/// <summary>The marketplaces as their buyers see them: what is shown, and the button to buy.</summary>
internal static class MarketplaceEndpoints
{
    private const string Example = """{"lines": [{"sku": "MUG-BLUE", "quantity": 1}]}""";

    public static void MapMarketplaces(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/marketplaces/{channel}/listings/{sku}", Show);
        routes.MapPost("/marketplaces/{channel}/orders", BuyAsync);
    }

    private static IResult Show(string channel, string sku, DemoMarketplaces marketplaces, Assortment articles)
    {
        if (marketplaces.Find(channel) is not { } marketplace)
        {
            return marketplaces.Unknown(channel);
        }

        return StockEndpoints.Unknown(sku, articles, out var id) ?? Results.Ok(new
        {
            Channel = channel,
            Sku = id.Value,
            Shown = marketplace.Shown(MarketDesk.ExternalId(channel, id)),
        });
    }

    private static async Task<IResult> BuyAsync(
        string channel, HttpRequest request, DemoMarketplaces marketplaces, Assortment articles, CancellationToken cancellationToken)
    {
        if (marketplaces.Find(channel) is not { } marketplace)
        {
            return marketplaces.Unknown(channel);
        }

        var (basket, unread) = await Problems.ReadAsync<BasketRequest>(request, Example, cancellationToken);
        if (unread is not null)
        {
            return unread;
        }

        var (lines, problem) = Problems.Check(basket!, articles, Example);
        return problem ?? Buy(channel, marketplace, lines);
    }

    private static IResult Buy(string channel, SimulatedMarketplace marketplace, IReadOnlyList<StockLine> lines)
    {
        PurchaseLine[] basket = [.. lines.Select(line => new PurchaseLine(MarketDesk.ExternalId(channel, line.Sku), line.Quantity))];
        if (marketplace.TryBuy(basket, out var order))
        {
            return Results.Ok(new { Channel = channel, order.OrderId, Lines = order.Lines.Select(line => new { line.Sku, line.Ordered }) });
        }

        var short_ = lines.GroupBy(line => line.Sku)
            .Select(same => (Sku: same.Key, Wanted: same.Sum(line => line.Quantity), Shown: marketplace.Shown(MarketDesk.ExternalId(channel, same.Key))))
            .Where(line => line.Wanted > line.Shown)
            .Select(line => $"{line.Shown} of {line.Sku}, {line.Wanted} wanted");
        return Problems.Conflict($"{channel} shows only {string.Join("; ", short_)}.");
    }
}

using System.Text.Json;
using InventorySync.Stock;

namespace PosIntegration.Serve;

/// <summary>Reads bodies, and answers what can't be done as problem details: what is wrong, with its value, and what to do.</summary>
internal static class Problems
{
    public static IResult BadRequest(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request can't be read");

    public static IResult NotFound(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    public static IResult Conflict(string detail, Dictionary<string, object?>? more = null) =>
        Results.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "It can't be done as stock stands", extensions: more);

    /// <summary>Reads the body as JSON.</summary>
    /// <returns>The body, or what to answer.</returns>
    public static async Task<(T? Body, IResult? Problem)> ReadAsync<T>(HttpRequest request, string example, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(request.Body, JsonSerializerOptions.Web, cancellationToken);
            return body is null ? (null, BadRequest($"The body is null. Send JSON such as {example}")) : (body, null);
        }
        catch (JsonException fault)
        {
            return (null, BadRequest($"The body is no JSON that fits: {fault.Message} Send JSON such as {example}"));
        }
    }

    /// <summary>Checks the lines of a basket; each article once, its lines added up.</summary>
    /// <returns>The lines, or what to answer.</returns>
    public static (IReadOnlyList<StockLine> Lines, IResult? Problem) Check(BasketRequest basket, Assortment articles, string example)
    {
        if (basket.Lines is not { Count: > 0 and <= StockOperation.LinesMax })
        {
            return ([], BadRequest($"lines has {basket.Lines?.Count ?? 0} entries; give 1 to {StockOperation.LinesMax}, such as {example}"));
        }

        var lines = new List<StockLine>();
        for (var i = 0; i < basket.Lines.Count; i++)
        {
            var line = basket.Lines[i];
            if (!Sku.TryCreate(line.Sku, out var sku, out var fault))
            {
                return ([], BadRequest($"lines[{i}]: {fault}"));
            }

            if (!articles.Contains(sku))
            {
                return ([], NotFound($"There is no article '{sku}'. GET /stock lists those there are."));
            }

            if (line.Quantity is < 1 or > StockLine.QuantityMax)
            {
                return ([], BadRequest($"lines[{i}].quantity of '{sku}' is {line.Quantity}; give 1 to {StockLine.QuantityMax} whole units."));
            }

            lines.Add(new StockLine(sku, line.Quantity));
        }

        return (lines, null);
    }
}

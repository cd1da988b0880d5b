using System.Globalization;
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
        where T : RequestObject
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<T>(request.Body, JsonSerializerOptions.Web, cancellationToken);
            return body is null ? (null, BadRequest($"The body is null. Send JSON such as {example}"))
                : Unknown(body, string.Empty) is { } unknown ? (null, BadRequest($"{unknown} Send JSON such as {example}"))
                : (body, null);
        }
        catch (JsonException fault)
        {
            return (null, BadRequest($"{Text(fault)} Send JSON such as {example}"));
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
            if (basket.Lines[i] is not { } line)
            {
                return ([], BadRequest($"lines[{i}] is null; give each line a sku and a quantity, such as {example}"));
            }

            if (Unknown(line, $"lines[{i}].") is { } unknown)
            {
                return ([], BadRequest($"{unknown} Send JSON such as {example}"));
            }

            if (!Sku.TryCreate(line.Sku, out var sku, out var fault))
            {
                return ([], BadRequest($"lines[{i}]: {fault}"));
            }

            if (!articles.Contains(sku))
            {
                return ([], NotFound($"There is no article '{sku}'. GET /stock lists those there are."));
            }

            if (line.Quantity is not (>= 1 and <= StockLine.QuantityMax and var quantity))
            {
                return ([], BadRequest($"lines[{i}].quantity of '{sku}' is {Shown(line.Quantity)}; give 1 to {StockLine.QuantityMax} whole units."));
            }

            lines.Add(new StockLine(sku, quantity));
        }

        return (lines, null);
    }

    /// <summary>A quantity as messages show it.</summary>
    public static string Shown(long? quantity) => quantity?.ToString(CultureInfo.InvariantCulture) ?? "missing";

    private static string? Unknown(RequestObject body, string path) => body.Unknown is { Count: > 0 } unknown
        ? $"{string.Join(", ", unknown.Keys.Select(name => $"'{path}{name}'"))} {(unknown.Count == 1 ? "is no field" : "are no fields")} that this request has."
        : null;

    // The serializer's own words name .NET's types; the place is what helps. Where the text itself is no JSON, its reader was at fault.
    private static string Text(JsonException fault) => fault.InnerException is JsonException
        ? $"The body is no JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} can't be read."
        : $"{(fault.Path is null or "$" ? "The body" : $"'{fault.Path.TrimStart('$', '.')}'")} is of another kind than it must be.";
}

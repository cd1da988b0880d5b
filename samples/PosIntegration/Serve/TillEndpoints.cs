using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Intake.Tills;
using InventorySync.Stock;

namespace PosIntegration.Serve;

/// <summary>Two tills to ring up sales at. One without a connection writes its journal, and drains it when it is back.</summary>
internal static class TillEndpoints
{
    private const string Example = """{"lines": [{"sku": "MUG-BLUE", "quantity": 2}]}""";

    public static void MapTills(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/tills/{till}/sales", SellAsync);
        routes.MapPost("/tills/{till}/offline", (string till, DemoTills tills) => tills.Find(till) is { } found ? Results.Ok(found.GoOffline()) : Unknown(till, tills));
        routes.MapPost("/tills/{till}/online", ComeBackAsync);
    }

    private static async Task<IResult> SellAsync(
        string till, HttpRequest request, DemoTills tills, IStockController stock, Assortment articles, TimeProvider time, CancellationToken cancellationToken)
    {
        if (tills.Find(till) is not { } found)
        {
            return Unknown(till, tills);
        }

        var (basket, unread) = await Problems.ReadAsync<BasketRequest>(request, Example, cancellationToken);
        if (unread is not null)
        {
            return unread;
        }

        var (lines, problem) = Problems.Check(basket!, articles, Example);
        if (problem is not null)
        {
            return problem;
        }

        // A receipt of its own for each sale, unless the caller names one: then a repeat is recognised.
        var receipt = basket!.Receipt ?? Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        if (receipt.Length is 0 or > TillSale.ReceiptLengthMax || receipt.Any(char.IsControl) || receipt != receipt.Trim())
        {
            return Problems.BadRequest($"receipt has {receipt.Length} characters; give 1 to {TillSale.ReceiptLengthMax}, without control characters or white space at the ends.");
        }

        if (found.IsOffline)
        {
            await found.Journal.AppendAsync(new TillSale { Receipt = receipt, SoldAt = time.GetUtcNow(), Lines = lines }, cancellationToken);
            return Results.Accepted(value: new { Till = till, Receipt = receipt, Status = "in the journal", found.Journal.Pending });
        }

        var operation = StockOperation.Sell(TillSale.OperationOf(found.Id, receipt), [.. lines]) with { Channel = found.Id };
        return Answer(till, receipt, await stock.ApplyAsync(operation, cancellationToken));
    }

    private static IResult Answer(string till, string receipt, StockOutcome outcome) => outcome.IsApplied
        ? Results.Ok(new
        {
            Till = till,
            Receipt = receipt,
            Status = outcome.IsRepeat ? "sold already under this receipt" : "sold",
            Lines = outcome.Lines.Select(line => new { Sku = line.Sku.Value, line.OnHand, line.Available }),
        })
        : Problems.Conflict(outcome.ToString(), new Dictionary<string, object?>
        {
            ["outcome"] = outcome.Status.ToString(),
            ["refusals"] = outcome.Refusals.Select(refusal => new { Sku = refusal.Sku.Value, refusal.Requested, refusal.Available }),
        });

    private static async Task<IResult> ComeBackAsync(string till, DemoTills tills, IIntake intake, CancellationToken cancellationToken)
    {
        if (tills.Find(till) is not { } found)
        {
            return Unknown(till, tills);
        }

        var report = await found.ComeBackAsync(intake, cancellationToken);
        return Results.Ok(new { Till = till, Status = "online", report.Applied, report.Repeated, report.UnitsUncovered });
    }

    private static IResult Unknown(string till, DemoTills tills) =>
        Problems.NotFound($"There is no till '{till}'; there are: {string.Join(", ", tills.Names)}.");
}

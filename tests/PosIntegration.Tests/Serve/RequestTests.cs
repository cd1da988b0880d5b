using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PosIntegration.CommandLine;
using PosIntegration.Serve;

namespace PosIntegration.Tests.Serve;

/// <summary>A body that can't be used is answered with what is wrong in it, in the words of the request.</summary>
public sealed class RequestTests
{
    private static readonly (string Path, string Body, string Message)[] Bodies =
    [
        ("tills/till-1/sales", """{"lines":[null]}""", "lines[0] is null; give each line a sku and a quantity"),
        ("marketplaces/shopify-sim/orders", """{"lines":[null]}""", "lines[0] is null; give each line a sku and a quantity"),
        ("tills/till-1/sales", """{"lines":[{"sku":"MUG-BLUE","qty":2}]}""", "'lines[0].qty' is no field that this request has."),
        ("tills/till-1/sales", """{"line":[{"sku":"MUG-BLUE","quantity":2}]}""", "'line' is no field that this request has."),
        ("tills/till-1/sales", """{"lines":[{"sku":"MUG-BLUE"}]}""", "lines[0].quantity of 'MUG-BLUE' is missing; give 1 to 1000000000 whole units."),
        ("tills/till-1/sales", """{"lines":[{"sku":"MUG-BLUE","quantity":"two"}]}""", "'lines[0].quantity' is of another kind than it must be."),
        ("tills/till-1/sales", """{"lines":[{"sku":"MUG-BLUE","quantity":1.5}]}""", "'lines[0].quantity' is of another kind than it must be."),
        ("tills/till-1/sales", "[]", "The body is of another kind than it must be."),
        ("tills/till-1/sales", "two mugs", "The body is no JSON: line 1, byte 2 can't be read."),
        ("tills/till-1/sales", "null", "The body is null."),
        ("stock/MUG-BLUE/receipts", """{"count":2}""", "'count' is no field that this request has."),
        ("stock/MUG-BLUE/receipts", "{}", "quantity is missing; give 1 to 1000000000 whole units"),
    ];

    [Fact]
    public async Task Post_BodyThatCannotBeUsed_IsAnsweredWithWhatIsWrong()
    {
        await using var shop = await ServeApp.StartAsync(new ServeSettings(Port: 0, BufferChoice.None), TimeProvider.System, CancellationToken.None);
        using var client = new HttpClient { BaseAddress = shop.Address };
        foreach (var (path, body, message) in Bodies)
        {
            using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
            using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            var detail = answer.RootElement.GetProperty("detail").GetString()!;
            Assert.StartsWith(message, detail, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", detail, StringComparison.Ordinal);
        }
    }
}

using PosIntegration.Tests.Input;

namespace PosIntegration.Tests.CommandLine;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("--input no-such-file.csv", "There is no file 'no-such-file.csv'")]
    [InlineData("--buffer 120%", "--buffer is '120%'; a share must be 0% to 100%.")]
    [InlineData("--buffer -1", "--buffer is '-1'; give it 'none', whole units such as 2, or a share such as 5%.")]
    [InlineData("--buffer half", "--buffer is 'half'; give it 'none', whole units such as 2, or a share such as 5%.")]
    [InlineData("--from 2010-13-01", "--from is '2010-13-01'; give it a day such as 2010-12-31.")]
    [InlineData("--to yesterday", "--to is 'yesterday'; give it a day such as 2010-12-31.")]
    [InlineData("--from 2010-12-02 --to 2010-12-01", "--to 2010-12-01 lies before --from 2010-12-02.")]
    [InlineData("--speed 0", "--speed is '0'; give it 'max', or seconds of data a second above 0, such as 3600 for an hour a second.")]
    [InlineData("--channels ebay", "'ebay' is no channel; there are: till-1, till-2, shopify-sim, meli-sim, amazon-sim.")]
    [InlineData("--seed one", "one")]
    [InlineData("serve --port 70000", "--port is 70000; give it 0 to 65535.")]
    [InlineData("serve --buffer 120%", "--buffer is '120%'; a share must be 0% to 100%.")]
    [InlineData("--unheard-of", "--unheard-of")]
    public async Task RunAsync_BadOption_SaysWhatIsWrongAndEndsWithTwo(string arguments, string message)
    {
        var (code, output, errors) = await RunAsync(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Fact]
    public async Task RunAsync_DatabaseThatExists_IsNotTouched()
    {
        using var file = TempFile.Of("inventory.db", "precious");

        var (code, _, errors) = await RunAsync("--database", file.FullName);

        Assert.Equal(2, code);
        Assert.Contains("exists already; a replay begins with an empty database. Delete it or name another.", errors, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(file.FullName));
    }

    [Fact]
    public async Task RunAsync_InputWithoutASale_SaysWhatItHas()
    {
        using var file = TempFile.Of(
            "sales.csv",
            "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n1,POST,1,2010-12-01 08:00:00,1,,UK\n2,X,0,2010-12-01 08:00:00,1,,UK\n");

        var (code, _, errors) = await RunAsync("--input", file.FullName);

        Assert.Equal(2, code);
        Assert.Equal(
            "'sales.csv' has no sale to replay in the period (all of it): 2 lines read, 1 no goods (postage, fees, vouchers), 1 quantity zero.",
            errors.Trim());
    }

    [Fact]
    public async Task RunAsync_Help_NamesEveryOption()
    {
        var (code, output, _) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.All(
            ["--input", "--from", "--to", "--speed", "--seed", "--channels", "--buffer", "--database", "serve"],
            option => Assert.Contains(option, output, StringComparison.Ordinal));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Program.RunAsync(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}

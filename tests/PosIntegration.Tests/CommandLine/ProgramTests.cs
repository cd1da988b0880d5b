using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PosIntegration.Tests.Input;

namespace PosIntegration.Tests.CommandLine;

public sealed class ProgramTests
{
    private const string Header = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    [Theory]
    [InlineData("--input no-such-file.csv", "There is no file 'no-such-file.csv'")]
    [InlineData("--buffer 120%", "--buffer is '120%'; a share must be 0% to 100%.")]
    [InlineData("--buffer -1", "--buffer is '-1'; give it 'none', whole units such as 2, or a share such as 5%.")]
    [InlineData("--buffer half", "--buffer is 'half'; give it 'none', whole units such as 2, or a share such as 5%.")]
    [InlineData("--from 2010-13-01", "--from is '2010-13-01'; give it a day such as 2010-12-31.")]
    [InlineData("--to yesterday", "--to is 'yesterday'; give it a day such as 2010-12-31.")]
    [InlineData("--from 2010-12-02 --to 2010-12-01", "--to 2010-12-01 lies before --from 2010-12-02.")]
    [InlineData("--speed 0", "--speed is '0'; give it 'max', or seconds of data a second from 0.001 to 1000000000, such as 3600 for an hour a second.")]
    [InlineData("--speed 0.0000001", "--speed is '0.0000001'; give it 'max', or seconds of data a second from 0.001")]
    [InlineData("--from 0001-01-01", "--from is '0001-01-01'; give it a day of the years 1900 to 2199.")]
    [InlineData("--to 9999-12-31", "--to is '9999-12-31'; give it a day of the years 1900 to 2199.")]
    [InlineData("--from 1900-01-01 --to 2199-12-31", "a replay takes at most 3660 days")]
    [InlineData("--channels ebay", "'ebay' is no channel; there are: till-1, till-2, shopify-sim, meli-sim, amazon-sim.")]
    [InlineData("--seed one", "--seed is 'one'; give it a whole number from -2147483648 to 2147483647.")]
    [InlineData("--seed 3000000000", "--seed is '3000000000'; give it a whole number from -2147483648 to 2147483647.")]
    [InlineData("serve --port 70000", "--port is '70000'; give it a whole number from 0 to 65535.")]
    [InlineData("serve --port abc", "--port is 'abc'; give it a whole number from 0 to 65535.")]
    [InlineData("--sed 5", "'--sed' is no option here; did you mean --seed?")]
    [InlineData("serv", "'serv' is no command here; did you mean serve?")]
    [InlineData("serve --prt 5080", "'--prt' is no option here; did you mean --port?")]
    [InlineData("--database .", "--database '.' is a folder; name a file in it")]
    [InlineData("--database no/such/folder/sales.db", "which does not exist; make it, or name another.")]
    [InlineData("serve --buffer 120%", "--buffer is '120%'; a share must be 0% to 100%.")]
    [InlineData("--unheard-of", "--unheard-of")]
    public async Task RunAsync_BadOption_SaysWhatIsWrongAndEndsWithTwo(string arguments, string message)
    {
        var (code, output, errors) = await RunAsync(arguments.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors.TrimEnd());
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
    public async Task RunAsync_EmptyDatabase_SaysSo()
    {
        var (code, _, errors) = await RunAsync("--database", "");

        Assert.Equal(2, code);
        Assert.StartsWith("--database is empty; name a file that does not exist yet, such as sales.db.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_DatabaseThatCannotBeMade_SaysSo()
    {
        var (code, _, errors) = await RunAsync("--database", new string('x', 400));

        Assert.Equal(2, code);
        Assert.Contains("' can't be made: ", errors, StringComparison.Ordinal);
        Assert.Contains("Name a file in a folder that you may write to.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_DatabaseWithASemicolonInItsName_IsKeptUnderThatName()
    {
        using var input = TempFile.Of("sales.csv", Header + "1,A,5,2010-12-01 08:00,1,,UK\n");
        var database = Path.Combine(Path.GetDirectoryName(input.FullName)!, "a;b.db");

        var (code, output, errors) = await RunAsync("--input", input.FullName, "--channels", "till-1", "--database", database);

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.True(File.Exists(database));
        Assert.Contains("1 sale in ", output, StringComparison.Ordinal);
        Assert.Matches("I8 Never stale +nothing to check", output);
        Assert.Contains("There was nothing to check for: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Interrupted_SaysSoAndEndsWith130()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var code = await Program.RunAsync([], output, errors, new CancellationToken(canceled: true));

        Assert.Equal(130, code);
        Assert.Equal("Interrupted: stopped before the end, and nothing was checked.", errors.ToString().Trim());
    }

    [Fact]
    public async Task RunAsync_PortTaken_SaysSoInOneLine()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (code, output, errors) = await RunAsync("serve", "--port", ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal((2, string.Empty), (code, output));
        Assert.StartsWith("The shop's address is taken by another program.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors.TrimEnd());
    }

    [Fact]
    public async Task RunAsync_InputWithNegativeQuantitiesAlone_SaysWhatTheyMean()
    {
        using var file = TempFile.Of("sales.csv", Header + "1,A,-5,2010-12-01 08:00,1,,UK\n2,A,-1,2010-12-01 08:00,1,,UK\nC3,A,-1,2010-12-01 08:00,1,,UK\n4,A,1,1.12.2010,1,,UK\n");

        var (code, _, errors) = await RunAsync("--input", file.FullName);

        Assert.Equal(2, code);
        Assert.Equal(
            "'sales.csv' has no sale to replay in the period (all of it): 4 lines read, 2 written off, since their quantities are below zero, 1 cancels a sale, "
            + "1 unreadable date (line 5: InvoiceDate '1.12.2010'; write it as 2010-12-01 08:26). A replay needs a line with a quantity above zero.",
            errors.Trim());
    }

    [Fact]
    public async Task RunAsync_MoreUnitsThanAnArticleCanHave_AreCountedAsNotUsed()
    {
        using var file = TempFile.Of("sales.csv", Header + "1,A,1000000000,2010-12-01 08:00,1,,UK\n1,A,1000000000,2010-12-01 08:00,1,,UK\n2,B,1,2010-12-01 09:00,1,,UK\n");

        var (code, output, errors) = await RunAsync("--input", file.FullName);

        Assert.Equal((0, string.Empty), (code, errors));
        Assert.Contains("not used: too many units of one article", output, StringComparison.Ordinal);
        Assert.Contains("line 3: A, 1000000000 units after 1000000000; an article has at most 1000000000", output, StringComparison.Ordinal);
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
            "'sales.csv' has no sale to replay in the period (all of it): 2 lines read, 1 no goods (postage, fees, vouchers) (line 2: StockCode POST), "
            + "1 quantity zero (line 3: invoice 2, X, quantity 0). A replay needs a line with a quantity above zero.",
            errors.Trim());
    }

    [Fact]
    public async Task RunAsync_Help_ShowsDefaultsAsTheyAreWritten()
    {
        var (_, output, _) = await RunAsync("--help");

        Assert.Contains("[default: till-1=5,till-2=5,shopify-sim=45,meli-sim=30,amazon-sim=15]", output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("PosIntegration.", output, StringComparison.Ordinal);
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

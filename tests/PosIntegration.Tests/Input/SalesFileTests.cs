using System.Globalization;
using System.Text;
using PosIntegration.Input;

namespace PosIntegration.Tests.Input;

public sealed class SalesFileTests
{
    private const string Header = "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    private const string Good = "536365,85123A,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n";

    [Fact]
    public void Read_PlainFile_GivesEachLineWithItsNumber()
    {
        using var file = TempFile.Of("sales.csv", Header + Good + Good);

        var lines = Read(file);

        Assert.Equal([2L, 3L], lines.Select(line => line.Number));
        Assert.Equal(("536365", "85123A", "6", "2010-12-01 08:26:00", "2.55", "17850", "United Kingdom"), (
            lines[0].Invoice, lines[0].Code, lines[0].Quantity, lines[0].Date, lines[0].Price, lines[0].Customer, lines[0].Country));
    }

    [Fact]
    public void Read_ColumnsInAnotherOrderAndAmongOthers_FindsThemByName()
    {
        using var file = TempFile.Of("sales.csv", "Country,Description,customerid,UNITPRICE,InvoiceDate,Quantity,StockCode,InvoiceNo\nFrance,\"A, B\",1,2.5,2010-12-01,3,X,9\n");

        var line = Assert.Single(Read(file));

        Assert.Equal(("9", "X", "3", "1", "France"), (line.Invoice, line.Code, line.Quantity, line.Customer, line.Country));
    }

    [Theory]
    [InlineData("sales.csv.gz")]
    [InlineData("sales.data")]
    public void Read_GzipFile_IsUnpackedWhateverItsName(string name)
    {
        using var file = TempFile.Of(name, TempFile.Packed(Header + Good));

        Assert.Single(Read(file));
    }

    [Fact]
    public void Read_GzipOfSeveralMembers_GivesAllOfThem()
    {
        using var file = TempFile.Of("sales.csv.gz", [.. TempFile.Packed(Header + Good), .. TempFile.Packed(Good), .. TempFile.Packed(Good)]);

        Assert.Equal(3, Read(file).Count);
    }

    // What GZipStream alone reads without complaint: the end of the file passes for the end of the data.
    [Fact]
    public void Read_GzipCutOffAnywhere_SaysSo()
    {
        var packed = TempFile.Packed(Header + string.Concat(Enumerable.Range(0, 500).Select(i => Good.Replace("536365", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))));
        foreach (var length in new[] { 3, 9, 11, packed.Length / 2, packed.Length - 9, packed.Length - 8, packed.Length - 5, packed.Length - 1 })
        {
            using var file = TempFile.Of("sales.csv.gz", packed[..length]);

            var fault = Assert.Throws<InputException>(() => Read(file));

            Assert.Contains("is cut off: the gzip data ends in the middle, after line ", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_DamagedGzip_SaysSo()
    {
        var packed = TempFile.Packed(Header + Good);
        packed[^6] ^= 0xFF;
        using var file = TempFile.Of("sales.csv.gz", packed);

        Assert.Contains("is damaged: its gzip data can't be unpacked", Assert.Throws<InputException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PlainFileCalledGz_SaysWhatItIsAndWhatToDo()
    {
        using var file = TempFile.Of("sales.csv.gz", Header + Good);

        Assert.Contains(
            "is called .gz but is no gzip file: it begins with 496E instead of 1F8B. Name it .csv if it is plain text",
            Assert.Throws<InputException>(() => Read(file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_NamesWhereItLooked()
    {
        var fault = Assert.Throws<InputException>(() => new SalesFile("no/such/sales.csv").Read().ToList());

        Assert.Equal($"There is no file 'no/such/sales.csv' (looked for '{Path.GetFullPath("no/such/sales.csv")}').", fault.Message);
    }

    [Fact]
    public void Read_Folder_SaysSo()
    {
        var fault = Assert.Throws<InputException>(() => new SalesFile(Path.GetTempPath()).Read().ToList());

        Assert.Contains("is a folder; name the file in it.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyFile_NamesTheColumnsNeeded()
    {
        using var file = TempFile.Of("sales.csv", string.Empty);

        Assert.EndsWith(
            "is empty; its first line must name the columns InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice, CustomerID, Country.",
            Assert.Throws<InputException>(() => Read(file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingColumns_NamesThemAndWhatIsThere()
    {
        using var file = TempFile.Of("sales.csv", "InvoiceNo,StockCode,Qty,InvoiceDate,Price,CustomerID,Country\n");

        Assert.EndsWith(
            "lacks the columns Quantity, UnitPrice. Its first line has: InvoiceNo, StockCode, Qty, InvoiceDate, Price, CustomerID, Country. "
            + "Needed are: InvoiceNo, StockCode, Quantity, InvoiceDate, UnitPrice, CustomerID, Country.",
            Assert.Throws<InputException>(() => Read(file)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SemicolonsBetweenColumns_SuggestsCommas()
    {
        using var file = TempFile.Of("sales.csv", Header.Replace(',', ';'));

        Assert.EndsWith("It seems to be separated by ';'; write it with commas.", Assert.Throws<InputException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ColumnTwice_SaysWhich()
    {
        using var file = TempFile.Of("sales.csv", "InvoiceNo,StockCode,Quantity,quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");

        Assert.EndsWith("has the column Quantity more than once; leave one of them.", Assert.Throws<InputException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Latin1_NamesTheLineAndTheRemedy()
    {
        using var file = TempFile.Of("sales.csv", Encoding.Latin1.GetBytes(Header + Good + Good.Replace("United Kingdom", "España", StringComparison.Ordinal)));

        var fault = Assert.Throws<InputException>(() => Read(file));

        Assert.Contains("is not UTF-8: line 3 has 'Espa\uFFFDa'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("iconv -f WINDOWS-1252 -t UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Utf16WithoutMark_NamesTheRemedy()
    {
        using var file = TempFile.Of("sales.csv", Encoding.Unicode.GetBytes(Header + Good));

        Assert.Contains("is not UTF-8: line 1 has NUL characters, as UTF-16 has.", Assert.Throws<InputException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Read_ByteOrderMark_IsUnderstood(string encoding)
    {
        var marked = Encoding.GetEncoding(encoding);
        using var file = TempFile.Of("sales.csv", [.. marked.GetPreamble(), .. marked.GetBytes(Header + Good)]);

        Assert.Equal("536365", Assert.Single(Read(file)).Invoice);
    }

    [Theory]
    [InlineData("536365,85123A,6\n", "3 fields instead of 7")]
    [InlineData("536365,85123A,6,2010-12-01,2.55,17850,Ireland,extra\n", "8 fields instead of 7")]
    [InlineData("\n", "the line is blank")]
    [InlineData("536365,85\"123A,6,2010-12-01,2.55,17850,Ireland\n", "a quotation mark stands inside a field")]
    public void Read_LineThatCannotBeTakenApart_IsGivenWithItsFault(string line, string fault)
    {
        using var file = TempFile.Of("sales.csv", Header + Good + line + Good);

        var lines = Read(file);

        Assert.Equal([null, fault, null], lines.Select(l => l.Fault));
        Assert.Equal(3, lines[1].Number);
    }

    [Fact]
    public void Read_QuoteNeverClosedInAShortFile_IsNamedWithItsLine()
    {
        using var file = TempFile.Of("sales.csv", Header + Good + "\"536365" + Good + Good);

        var lines = Read(file);

        Assert.Equal([null, "a quotation mark is opened and never closed: all that follows is part of it"], lines.Select(line => line.Fault));
        Assert.Equal(3, lines[1].Number);
    }

    [Fact]
    public void Read_QuoteNeverClosed_SaysWhere()
    {
        using var file = TempFile.Of("sales.csv", Header + Good + "\"536365" + string.Concat(Enumerable.Repeat(Good, 300)));

        Assert.Contains("characters in line 3: a quotation mark is opened there and never closed", Assert.Throws<InputException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    private static List<RawLine> Read(TempFile file) => [.. new SalesFile(file.FullName).Read()];
}

using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace PosIntegration.Input;

/// <summary>A sales file: comma-separated, UTF-8, plain or packed with gzip; read as a stream, never held whole.</summary>
internal sealed class SalesFile : ISalesSource
{
    /// <summary>A field this long is a quotation mark that nobody closed: it would swallow the rest of the file.</summary>
    private const int FieldLengthMax = 10_000;

    private readonly string _path;

    public SalesFile(string path) => _path = path;

    public string Description => Path.GetFileName(_path);

    public IEnumerable<RawLine> Read()
    {
        using var stream = Open();
        using var text = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        var hasStrayQuote = false;
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            // Blank lines and stray quotes are lines too: they are counted, not passed over.
            IgnoreBlankLines = false,
            BadDataFound = _ => hasStrayQuote = true,
            MaxFieldSize = FieldLengthMax,
            TrimOptions = TrimOptions.Trim,
        });

        if (!Next(parser, number: 1))
        {
            throw new InputException($"'{_path}' is empty; its first line must name the columns {string.Join(", ", SalesColumns.Names)}.");
        }

        var columns = SalesColumns.Find(Fields(parser), _path);
        for (var number = parser.RawRow + 1; Next(parser, number); number = parser.RawRow + 1)
        {
            var fields = Fields(parser);
            var fault = hasStrayQuote ? StrayQuote(parser, number) : fields.Length == columns.Count ? null : Misfit(fields, columns.Count);
            yield return fault is null ? columns.Line(number, fields) : new RawLine { Number = number, Fault = fault };
            hasStrayQuote = false;
        }
    }

    private static string Misfit(string[] fields, int count) =>
        fields is [{ Length: 0 }] ? "the line is blank" : $"{fields.Length} fields instead of {count}";

    // An odd number of marks in a record of several lines: one of them was opened, and took all that follows for its field.
    private static string StrayQuote(CsvParser parser, int number) =>
        parser.RawRow > number && parser.RawRecord.Count(character => character == '"') % 2 != 0
            ? "a quotation mark is opened and never closed: all that follows is part of it"
            : "a quotation mark stands inside a field";

    private Stream Open()
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan);
            Span<byte> head = stackalloc byte[2];
            var count = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            file.Position = 0;
            var isPacked = count == 2 && head[0] == 0x1F && head[1] == 0x8B;
            if (!isPacked && _path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                throw new InputException(
                    $"'{_path}' is called .gz but is no gzip file: it begins with {Convert.ToHexString(head[..count])} instead of 1F8B. "
                    + "Name it .csv if it is plain text, or pack it with gzip.");
            }

            return isPacked ? new CompleteGzipStream(file) : file;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InputException)
        {
            file?.Dispose();
            throw fault as InputException ?? new InputException(Unopened(fault), fault);
        }
    }

    private string Unopened(Exception fault) => fault switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"There is no file '{_path}' (looked for '{Path.GetFullPath(_path)}').",
        _ when Directory.Exists(_path) => $"'{_path}' is a folder; name the file in it.",
        _ => $"'{_path}' can't be opened: {fault.Message}",
    };

    /// <param name="parser">Goes on to the next record.</param>
    /// <param name="number">The line in which that begins.</param>
    private bool Next(CsvParser parser, int number)
    {
        try
        {
            return parser.Read();
        }
        catch (EndOfStreamException fault)
        {
            throw new InputException(
                $"'{_path}' is cut off: the gzip data ends in the middle, after line {parser.RawRow}. Copy or download it again.", fault);
        }
        catch (InvalidDataException fault)
        {
            throw new InputException($"'{_path}' is damaged: its gzip data can't be unpacked after line {parser.RawRow} ({fault.Message}).", fault);
        }
        catch (MaxFieldSizeException fault)
        {
            throw new InputException(
                $"'{_path}' has a field of more than {FieldLengthMax} characters in line {number}: a quotation mark is opened there and never closed.",
                fault);
        }
    }

    private string[] Fields(CsvParser parser)
    {
        var fields = new string[parser.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = parser[i];
            if (fields[i].AsSpan().IndexOfAny('\uFFFD', '\0') >= 0)
            {
                throw new InputException(WrongEncoding(fields[i], parser.RawRow));
            }
        }

        return fields;
    }

    // The decoder puts U+FFFD where bytes are no UTF-8; a NUL inside text is what UTF-16 without a byte order mark looks like.
    private string WrongEncoding(string field, int line) => field.Contains('\0', StringComparison.Ordinal)
        ? $"'{_path}' is not UTF-8: line {line} has NUL characters, as UTF-16 has. Convert it with: iconv -f UTF-16LE -t UTF-8"
        : $"'{_path}' is not UTF-8: line {line} has '{field}', where \uFFFD stands for bytes that can't be read. "
            + "If it is Latin-1 or Windows-1252, convert it with: iconv -f WINDOWS-1252 -t UTF-8";
}

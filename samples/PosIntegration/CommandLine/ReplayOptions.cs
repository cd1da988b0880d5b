using System.CommandLine;
using System.Globalization;
using PosIntegration.Input;
using PosIntegration.Plan;
using PosIntegration.Replay.Time;

namespace PosIntegration.CommandLine;

/// <summary>The options of the replay. Values are checked here, so that a slip ends before anything is started.</summary>
internal sealed class ReplayOptions
{
    private delegate string? Parser<T>(string text, out T value);

    private readonly Option<string?> _input = new("--input")
    {
        Description = "Sales as CSV (or CSV packed with gzip) with the columns " + string.Join(", ", SalesColumns.Names) + ". Without it, sales are generated.",
        HelpName = "file",
    };

    private readonly Option<DateOnly?> _from = Day("--from", "The first day to use.");

    private readonly Option<DateOnly?> _to = Day("--to", "The last day to use.");

    private readonly Option<Pace> _pace =
        Checked<Pace>("--speed", "Seconds of data a second, such as 3600 for an hour a second; or max.", "max|n", Pace.TryParse, Pace.Max);

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Where all chances begin: delays, faults, offline hours, generated sales. The same seed gives the same ledger.",
        HelpName = "n",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<Outlets> _outlets = Checked<Outlets>(
        "--channels",
        "Who sells, as name or name=share: " + string.Join(",", Outlets.Default.All.Select(outlet => $"{outlet.Name}={outlet.Share:0}")) + ".",
        "list",
        Outlets.TryParse,
        Outlets.Default);

    private readonly Option<BufferChoice> _buffer = Buffer();

    private readonly Option<string?> _database = new("--database")
    {
        Description = "Keep the database in this file, which must not exist yet. Without it, a temporary one is used.",
        HelpName = "file",
    };

    public static Option<BufferChoice> Buffer() => Checked<BufferChoice>(
        "--buffer", "What is held back from every marketplace: none, units such as 2, or a share such as 5%.", "none|n|n%", BufferChoice.TryParse, BufferChoice.None);

    public void AddTo(Command command)
    {
        command.Options.Add(_input);
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Options.Add(_pace);
        command.Options.Add(_seed);
        command.Options.Add(_outlets);
        command.Options.Add(_buffer);
        command.Options.Add(_database);
    }

    /// <summary>Reads what was given.</summary>
    /// <exception cref="InputException">Each value is fine, and they do not go together.</exception>
    public ReplaySettings Read(ParseResult parsed)
    {
        var settings = new ReplaySettings
        {
            Input = parsed.GetValue(_input),
            Period = new Period(parsed.GetValue(_from), parsed.GetValue(_to)),
            Pace = parsed.GetValue(_pace),
            Seed = parsed.GetValue(_seed),
            Outlets = parsed.GetValue(_outlets) ?? Outlets.Default,
            Buffer = parsed.GetValue(_buffer),
            Database = parsed.GetValue(_database),
        };
        if (settings.Period is { From: { } from, To: { } to } && to < from)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--to {to:yyyy-MM-dd} lies before --from {from:yyyy-MM-dd}."));
        }

        return settings.Database is { } database && File.Exists(database)
            ? throw new InputException($"--database '{database}' exists already; a replay begins with an empty database. Delete it or name another.")
            : settings;
    }

    private static Option<DateOnly?> Day(string name, string description) => Checked<DateOnly?>(
        name,
        description,
        "yyyy-mm-dd",
        (string text, out DateOnly? day) =>
        {
            var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
            day = parsed;
            return isDay ? null : $"{name} is '{text}'; give it a day such as 2010-12-31.";
        },
        null);

    private static Option<T> Checked<T>(string name, string description, string helpName, Parser<T> parser, T usual) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (parser(result.Tokens.Single().Value, out var value) is { } fault)
            {
                result.AddError(fault);
            }

            return value;
        },
    };
}

using System.CommandLine;
using System.Globalization;
using PosIntegration.Input;
using PosIntegration.Plan;
using PosIntegration.Replay.Time;

namespace PosIntegration.CommandLine;

/// <summary>The options of the replay. Values are checked here, so that a slip ends before anything is started.</summary>
internal sealed class ReplayOptions
{
    private readonly Option<string?> _input = new("--input")
    {
        Description = "Sales as CSV (or CSV packed with gzip) with the columns " + string.Join(", ", SalesColumns.Names) + ". "
            + "InvoiceDate is as 2010-12-01 08:26, with seconds or without, or with a T in the middle. A Quantity below zero is written off; an InvoiceNo of C and a number "
            + "cancels units of an earlier sale. Without it, sales are generated.",
        HelpName = "file",
    };

    private readonly Option<DateOnly?> _from = Day("--from", "The first day to use.");

    private readonly Option<DateOnly?> _to = Day("--to", "The last day to use.");

    private readonly Option<Pace> _pace =
        CheckedOption.Of<Pace>("--speed", "Seconds of data a second, such as 3600 for an hour a second; or max.", "max|n", Pace.TryParse, Pace.Max);

    private readonly Option<int> _seed = CheckedOption.Number(
        "--seed", "Where all chances begin: delays, faults, offline hours, generated sales. The same seed gives the same ledger.", int.MinValue, int.MaxValue, usual: 1);

    private readonly Option<Outlets> _outlets = CheckedOption.Of<Outlets>(
        "--channels",
        "Who sells, as name or name=share, separated by commas.",
        "list",
        Outlets.TryParse,
        Outlets.Default);

    private readonly Option<BufferChoice> _buffer = Buffer();

    private readonly Option<string?> _database = new("--database")
    {
        Description = "Keep the database in this file, which must not exist yet. Without it, a temporary one is used.",
        HelpName = "file",
    };

    public static Option<BufferChoice> Buffer() => CheckedOption.Of<BufferChoice>(
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
        var period = new Period(parsed.GetValue(_from), parsed.GetValue(_to));
        if (period is { From: { } from, To: { } to } && to < from)
        {
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"--to {to:yyyy-MM-dd} lies before --from {from:yyyy-MM-dd}."));
        }

        var input = parsed.GetValue(_input);
        if (input is null && period is { From: { } first, To: { } last } && last.DayNumber - first.DayNumber >= Period.DaysMax)
        {
            throw new InputException($"--from and --to are {last.DayNumber - first.DayNumber + 1} days of generated sales; a replay takes at most {Period.DaysMax} days.");
        }

        return new ReplaySettings
        {
            Input = input,
            Period = period,
            Pace = parsed.GetValue(_pace),
            Seed = parsed.GetValue(_seed),
            Outlets = parsed.GetValue(_outlets) ?? Outlets.Default,
            Buffer = parsed.GetValue(_buffer),
            Database = parsed.GetValue(_database) is { } database ? DatabaseFile.Check(database) : null,
        };
    }

    private static Option<DateOnly?> Day(string name, string description) => CheckedOption.Of<DateOnly?>(
        name,
        description,
        "yyyy-mm-dd",
        (string text, out DateOnly? day) =>
        {
            var isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
            day = parsed;
            return !isDay ? $"{name} is '{text}'; give it a day such as 2010-12-31."
                : Period.IsWithinLimits(parsed) ? null
                : $"{name} is '{text}'; give it a day of the years {Period.YearMin} to {Period.YearMax}.";
        },
        null);
}

using System.CommandLine;
using System.Globalization;
using InventorySync.Load.Databases;
using InventorySync.Load.Databases.PostgreSql;
using InventorySync.Load.Databases.Sqlite;
using InventorySync.Load.Subjects;
using InventorySync.Load.Targets;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Running;

/// <summary>The command line. Where an option takes several values, separated by commas, all combinations are measured in one run.</summary>
internal sealed class LoadCommand
{
    private const double QuickSeconds = 1.5;
    private const double QuickWarmUp = 2;
    private const double MinuteSeconds = 60;
    private const int ProcessesMax = 16;
    private const int RoundsMax = 99;

    private readonly Option<string> _database = new("--database") { Description = "postgres or sqlite.", Required = true };

    private readonly Option<string?> _connection = new("--connection")
    {
        Description = "postgres: a server on which the database inventorysync_load may be made (eng/postgres.sh start FOLDER prints one). "
            + "sqlite: a file that is not there yet; a temporary one where left out.",
    };

    private readonly Option<string> _scenarios = Text("--scenario", "Which SKUs are bought: hot (one), spread or zipf (10,000).", "hot");
    private readonly Option<string> _callers = Text("--callers", "Callers of each process, each of which asks again as soon as it is answered.", "32");
    private readonly Option<string> _processes = Text("--processes", "How many copies of this program sell at once.", "1");
    private readonly Option<string> _seconds = Text("--seconds", "How long a subject is measured in a round.", "5");
    private readonly Option<string> _warmUp = Text("--warm-up", "Seconds before that, in which the runtime compiles what is hot.", "6");
    private readonly Option<string> _rounds = Text("--rounds", "How often each subject is measured, all in turn; medians are reported.", "3");
    private readonly Option<string> _othersMax = Text("--others-max", "Measures again, up to five times, where other processes kept more than so many processors busy.", "64");
    private readonly Option<string> _rivals = Text("--rivals", "What is measured beside the library: all, none, or some of them.", "all");
    private readonly Option<string> _keys = Text("--keys", "What names a sale: random (the callers' own texts, in no order) or sorted (UUIDs of version 7).", "random");
    private readonly Option<string> _duplicates = Text("--duplicates", "Percent of calls that repeat an earlier key.", "0");
    private readonly Option<bool> _soldOut = new("--sold-out") { Description = "Measures refusals too: each combination once more, with nothing left to buy." };
    private readonly Option<bool> _quick = new("--quick") { Description = "Ends within 60 seconds: one short round." };

    private readonly Option<bool> _long = new("--long")
    {
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"Until {LongRun.Minutes} minutes have passed and {LongRun.Rows:N0} sales were made; reports each minute. Rivals only where named."),
    };

    private readonly Option<string?> _json = new("--json") { Description = "Writes the results to this file." };

    public static RootCommand Create(Func<LoadOptions, Task<int>> run)
    {
        var options = new LoadCommand();
        var command = new RootCommand(
            "Sales a second through InventorySync, beside what one would write otherwise, on the same database and in the same run. "
            + "Where an option takes several values, separated by commas, all combinations are measured.")
        {
            options._database, options._connection, options._scenarios, options._callers, options._processes, options._seconds, options._warmUp,
            options._rounds, options._othersMax, options._rivals, options._keys, options._duplicates, options._soldOut, options._quick, options._long, options._json,
            TargetsCommand.Create(),
        };
        command.SetAction(async (parsed, _) =>
        {
            try
            {
                return await run(options.Read(parsed));
            }
            catch (OptionException refused)
            {
                await Console.Error.WriteLineAsync(refused.Message);
                return 1;
            }
        });
        return command;
    }

    private static Option<string> Text(string name, string description, string usual) => new(name) { Description = description, DefaultValueFactory = _ => usual };

    private LoadOptions Read(ParseResult parsed)
    {
        var isLong = parsed.GetValue(_long);
        var isQuick = parsed.GetValue(_quick);
        if (isLong && isQuick)
        {
            throw new OptionException("--quick and --long exclude each other: leave one out.");
        }

        var database = Value(_database, OptionText.OneOf<DatabaseKind>);
        var cells = Cells(parsed);
        if ((isLong || isQuick) && cells.Count > 1)
        {
            throw new OptionException("--quick and --long measure one combination: give each option one value, and leave out --sold-out.");
        }

        if (isLong && cells[0].Processes > 1)
        {
            throw new OptionException("--long: '--processes' is not 1, and a long run has one process.");
        }

        var rivals = isLong && parsed.GetResult(_rivals) is not { Implicit: false } ? [] : Rivals(parsed.GetValue(_rivals)!, database);
        return new LoadOptions
        {
            Database = database,
            ConnectionString = Connection(parsed, database),
            Subjects = [SubjectNames.InventorySync, .. rivals],
            Cells = cells,
            Seconds = isLong ? MinuteSeconds : isQuick ? QuickSeconds : Value(_seconds, OptionText.Seconds),
            WarmUpSeconds = isQuick ? QuickWarmUp : Value(_warmUp, OptionText.Seconds),
            Rounds = isLong || isQuick ? 1 : Value(_rounds, (name, text) => OptionText.Whole(name, text, RoundsMax)),
            OthersMax = Value(_othersMax, OptionText.Cores),
            IsLong = isLong,
            JsonFile = JsonFile(parsed.GetValue(_json)),
        };

        T Value<T>(Option<string> option, Func<string, string, T> parse) => parse(option.Name, parsed.GetValue(option)!);
    }

    private List<Cell> Cells(ParseResult parsed)
    {
        return (
            from scenario in Values(_scenarios, OptionText.OneOf<Scenario>)
            from processes in Values(_processes, (name, text) => OptionText.Whole(name, text, ProcessesMax))
            from callers in Values(_callers, (name, text) => OptionText.Whole(name, text, SaleId.CallersMax - 1))
            from keys in Values(_keys, OptionText.OneOf<KeyForm>)
            from duplicates in Values(_duplicates, OptionText.Percent)
            from soldOut in parsed.GetValue(_soldOut) ? new[] { false, true } : [false]
            select new Cell { Scenario = scenario, Callers = callers, Processes = processes, Keys = keys, DuplicatesPercent = duplicates, SoldOut = soldOut }).ToList();

        IReadOnlyList<T> Values<T>(Option<string> option, Func<string, string, T> parse) => OptionText.List(option.Name, parsed.GetValue(option)!, parse);
    }

    private string? Connection(ParseResult parsed, DatabaseKind database)
    {
        var connection = parsed.GetValue(_connection);
        if (database == DatabaseKind.Postgres && string.IsNullOrWhiteSpace(connection))
        {
            throw new OptionException(
                "--connection is missing: with --database postgres it names a server, such as 'Host=127.0.0.1;Username=postgres'. eng/postgres.sh start FOLDER starts one and prints its string.");
        }

        return connection;
    }

    private IReadOnlyList<string> Rivals(string text, DatabaseKind database)
    {
        var known = database == DatabaseKind.Postgres ? PostgresSubjects.Rivals : SqliteSubjects.Rivals;
        var chosen = text switch
        {
            "all" => known,
            "none" => [],
            _ => text.Split(','),
        };
        return chosen.Except(known).FirstOrDefault() is { } unknown
            ? throw new OptionException($"{_rivals.Name}: '{unknown}' is not all, none or one of {string.Join(", ", known)}.")
            : chosen;
    }

    private string? JsonFile(string? path)
    {
        // A missing folder would be found out only when all has been measured.
        if (path is not null && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new OptionException($"{_json.Name}: '{path}' is not in a folder that is there; make '{folder}' first.");
        }

        return path;
    }
}

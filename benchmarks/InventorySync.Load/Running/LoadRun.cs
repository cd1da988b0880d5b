using System.Globalization;
using InventorySync.Load.Databases;
using InventorySync.Load.Measuring;
using InventorySync.Load.Results;
using InventorySync.Load.Subjects;
using InventorySync.Load.Verification;
using InventorySync.Load.Workers;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Running;

/// <summary>Measures all subjects in turn, round by round, so that a machine that slows down slows all of them; verifies; reports.</summary>
internal sealed class LoadRun
{
    private const int AttemptsMax = 5;

    private readonly LoadOptions _options;
    private readonly ILoadDatabase _database;
    private readonly string _logs = Directory.CreateTempSubdirectory("inventorysync-load-logs-").FullName;
    private readonly Dictionary<(string Subject, Cell Cell), List<Reading>> _readings = [];
    private readonly Dictionary<string, Dictionary<int, SalesLog>> _told = [];
    private readonly Dictionary<string, long> _toldRows = [];
    private int _workers;

    public LoadRun(LoadOptions options, ILoadDatabase database)
    {
        _options = options;
        _database = database;
    }

    /// <returns>The exit code: 0, or 1 where a ledger is not what the callers were told.</returns>
    public async Task<int> RunAsync()
    {
        try
        {
            Console.WriteLine($"Preparing {_options.Database.ToString().ToLowerInvariant()}: {string.Join(", ", _options.Subjects)}");
            await _database.PrepareAsync(_options.Subjects);
            for (var round = 1; round <= _options.Rounds; round++)
            {
                foreach (var (cell, subject) in Plan())
                {
                    await MeasureAsync(round, subject, cell);
                }
            }

            var verdicts = await VerifyAsync();
            var results = Report(verdicts);
            if (_options.JsonFile is { } file)
            {
                await ResultJson.SaveAsync(results, file);
            }

            return verdicts.Values.All(verdict => verdict.IsClean) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(_logs, recursive: true);
        }
    }

    /// <summary>What is measured in each round. The ceiling has one caller whatever the others have, so cells that differ in that alone share it.</summary>
    private IEnumerable<(Cell Cell, string Subject)> Plan() => _options.Cells
        .SelectMany(cell => _options.Subjects.Select(subject => (CellOf(cell, subject), subject)))
        .Distinct();

    private static Cell CellOf(Cell cell, string subject) => subject == SubjectNames.LedgerCeiling
        ? cell with { Callers = 1, Processes = 1, DuplicatesPercent = 0, SoldOut = false }
        : cell;

    /// <summary>Measures once, or again while others disturb; the quietest try counts, and the sales of all are verified.</summary>
    private async Task MeasureAsync(int round, string subject, Cell cell)
    {
        IReadOnlyList<Reading>? quietest = null;
        for (var attempt = 0; attempt < AttemptsMax && !(quietest is not null && IsQuiet(quietest)); attempt++)
        {
            var readings = await MeasureOnceAsync(round, subject, cell);
            quietest = quietest is null || readings[0].OtherCores < quietest[0].OtherCores ? readings : quietest;
        }

        if (!_readings.TryGetValue((subject, cell), out var all))
        {
            _readings[(subject, cell)] = all = [];
        }

        all.AddRange(quietest!);
    }

    private bool IsQuiet(IReadOnlyList<Reading> readings) => _options.IsLong || readings[0].OtherCores is not { } cores || cores <= _options.OthersMax;

    private async Task<IReadOnlyList<Reading>> MeasureOnceAsync(int round, string subject, Cell cell)
    {
        var workers = Enumerable.Range(0, cell.Processes).Select(_ => new WorkerSettings
        {
            Worker = NextWorker(),
            Database = _options.Database,
            ConnectionString = _database.ConnectionString,
            Subject = subject,
            Cell = cell,
            WarmUpSeconds = _options.WarmUpSeconds,
            Seconds = _options.Seconds,
            Windows = _options.IsLong ? LongRun.Minutes : 1,
            WindowsMax = _options.IsLong ? LongRun.MinutesMax : 1,
            SalesMin = _options.IsLong ? LongRun.Rows : 0,
            LogFile = Path.Combine(_logs, _workers.ToString(CultureInfo.InvariantCulture)),
        }).ToList();
        var (readings, told) = await Round.RunAsync(_database, workers);
        Add(subject, told);
        foreach (var reading in readings)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  round {round}: {subject}, {cell}: {reading.SalesPerSecond:N0}/s, p50 {reading.Latencies.Percentile(0.5):N2} ms, others' cores {reading.OtherCores:0.00}"));
        }

        return readings;
    }

    private int NextWorker() => ++_workers < SaleId.WorkersMax
        ? _workers
        : throw new InvalidOperationException($"A run has at most {SaleId.WorkersMax - 1} worker processes: ask for fewer combinations or --rounds.");

    private void Add(string subject, IReadOnlyList<(int Worker, SalesLog Log, long Told)> told)
    {
        foreach (var (worker, log, rows) in told)
        {
            if (!_told.TryGetValue(subject, out var logs))
            {
                _told[subject] = logs = [];
            }

            logs.Add(worker, log);
            _toldRows[subject] = _toldRows.GetValueOrDefault(subject) + rows;
        }
    }

    private async Task<Dictionary<string, Verdict>> VerifyAsync()
    {
        var verdicts = new Dictionary<string, Verdict>();
        foreach (var subject in _options.Subjects)
        {
            await using var ledger = await _database.OpenLedgerAsync(subject);
            var verdict = await Verifier.VerifyAsync(subject, ledger, _told[subject], _toldRows[subject]);
            verdicts.Add(subject, verdict);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Verified {subject}: {_toldRows[subject]:N0} sales told, {verdict.Oversold} oversold, {verdict.Duplicates} duplicates, {verdict.Lost} lost{(verdict.IsClean ? string.Empty : ": WRONG")}"));
        }

        return verdicts;
    }

    private List<Result> Report(Dictionary<string, Verdict> verdicts)
    {
        var all = new List<Result>();
        foreach (var cell in _options.Cells)
        {
            var results = _options.Subjects
                .SelectMany(subject => Results(subject, CellOf(cell, subject), verdicts[subject]))
                .ToList();
            ResultTable.Print($"{_options.Database}, {cell}", results);
            all.AddRange(results.Where(result => !all.Contains(result)));
        }

        return all;
    }

    private IEnumerable<Result> Results(string subject, Cell cell, Verdict verdict)
    {
        var readings = _readings[(subject, cell)];
        return _options.IsLong
            ? readings.Select((reading, i) => ToResult(subject, cell, [reading], i + 1, verdict))
            : [ToResult(subject, cell, readings, 0, verdict)];
    }

    private Result ToResult(string subject, Cell cell, List<Reading> rounds, int minute, Verdict verdict) => new()
    {
        Subject = subject,
        Database = _options.Database.ToString().ToLowerInvariant(),
        Scenario = cell.Scenario.ToString().ToLowerInvariant(),
        Skus = cell.Skus,
        Callers = cell.Callers,
        Processes = cell.Processes,
        SalesPerSecond = Median.Of(rounds, round => round.SalesPerSecond),
        P50Ms = Median.Of(rounds, round => round.Latencies.Percentile(0.5)),
        P99Ms = Median.Of(rounds, round => round.Latencies.Percentile(0.99)),
        P999Ms = Median.Of(rounds, round => round.Latencies.Percentile(0.999)),
        AllocatedBytesPerSale = Median.Of(rounds, round => round.AllocatedBytesPerSale),
        WalBytesPerSale = Median.Of(rounds, round => round.WalBytesPerSale),
        Oversold = verdict.Oversold,
        Duplicates = verdict.Duplicates,
        Lost = verdict.Lost,
        Keys = cell.Keys.ToString().ToLowerInvariant(),
        DuplicatesPercent = cell.DuplicatesPercent,
        SoldOut = cell.SoldOut,
        Minute = minute,
        Rounds = rounds.Count,
        SalesPerSecondMin = rounds.Min(round => round.SalesPerSecond),
        SalesPerSecondMax = rounds.Max(round => round.SalesPerSecond),
        DatabaseCores = Median.OfKnown(rounds, round => round.DatabaseCores),
        CallerCores = Median.Of(rounds, round => round.CallerCores),
        OtherCores = Median.OfKnown(rounds, round => round.OtherCores),
    };
}

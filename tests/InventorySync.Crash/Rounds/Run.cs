using InventorySync.Crash.Auditing;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;
using InventorySync.Crash.Telling;

namespace InventorySync.Crash.Rounds;

/// <summary>One database, the processes that sell on it one after the other or together, and all they have written down.</summary>
internal sealed class Run
{
    public const int Others = 300;

    private readonly IDatabase _database;
    private readonly List<string> _logs = [];

    public Run(IDatabase database, int seed, Action<string> print)
    {
        _database = database;
        Seed = seed;
        Print = print;
    }

    public int Seed { get; }

    public Action<string> Print { get; }

    /// <summary>The log of the process that was started last; null before the first.</summary>
    public string? LastLog { get; private set; }

    public async Task FillAsync(int others = Others)
    {
        var file = NewLog("fill");
        await using var inventory = await Inventory.StartAsync(_database.Kind, _database.ConnectionString);
        using var log = new OutcomeLog(file);
        await inventory.FillAsync(log, others);
    }

    /// <summary>The settings of another process.</summary>
    public LoadSettings NextLoad(int number)
    {
        var name = $"p{number}";
        var settings = new LoadSettings
        {
            Database = _database.Kind,
            ConnectionString = _database.ConnectionString,
            LogFile = NewLog(name),
            Name = name,
            Seed = HashCodes.Of(Seed, number),
            Others = Others,
        };
        return settings;
    }

    /// <summary>A process of <see cref="NextLoad"/> asks what the one before it left open.</summary>
    public LoadSettings NextLoadAfterLast(int number)
    {
        var earlier = LastLog;
        var settings = NextLoad(number) with { EarlierLog = earlier };
        LastLog = settings.LogFile;
        return settings;
    }

    public History ReadHistory() => History.Read(_logs);

    /// <summary>Looks at everything once nobody sells.</summary>
    public async Task<Findings> AuditAsync()
    {
        await _database.WaitUntilIdleAsync();
        await using var inventory = await Inventory.StartAsync(_database.Kind, _database.ConnectionString);
        return await Audit.RunAsync(inventory, ReadHistory());
    }

    /// <summary>A log for what is asked in this process.</summary>
    public OutcomeLog OpenLog(string name) => new(NewLog(name));

    private string NewLog(string name)
    {
        var file = Path.Combine(_database.LogFolder, $"{name}.log");
        _logs.Add(file);
        return file;
    }
}

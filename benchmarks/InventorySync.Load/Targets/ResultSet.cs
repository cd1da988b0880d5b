using InventorySync.Load.Databases;
using InventorySync.Load.Results;
using InventorySync.Load.Subjects;
using InventorySync.Load.Workload;

namespace InventorySync.Load.Targets;

/// <summary>Results of one run, to be looked up.</summary>
internal sealed class ResultSet
{
    private readonly IReadOnlyList<Result> _results;
    private readonly string _database;

    public ResultSet(IReadOnlyList<Result> results, DatabaseKind database)
    {
        _results = results;
        _database = database.ToString().ToLowerInvariant();
    }

    /// <summary>The usual rounds of a subject with one process, random keys, none repeated and none sold out, unless said otherwise; null where not measured.</summary>
    public Result? Find(
        string subject, Scenario scenario, int callers, int processes = 1, KeyForm keys = KeyForm.Random, double duplicatesPercent = 0, bool soldOut = false) =>
        _results.LastOrDefault(result => result.Minute == 0 && result.Database == _database && result.Subject == subject
            && Is(result.Scenario, scenario) && result.Callers == callers && result.Processes == processes && Is(result.Keys, keys)
            && Math.Abs(result.DuplicatesPercent - duplicatesPercent) < 0.001 && result.SoldOut == soldOut);

    /// <inheritdoc cref="Find"/>
    public Result? Own(
        Scenario scenario, int callers, int processes = 1, KeyForm keys = KeyForm.Random, double duplicatesPercent = 0, bool soldOut = false) =>
        Find(SubjectNames.InventorySync, scenario, callers, processes, keys, duplicatesPercent, soldOut);

    /// <summary>The minutes of a subject's long run, in order; empty where there was none.</summary>
    public IReadOnlyList<Result> Minutes(string subject) =>
        [.. _results.Where(result => result.Minute > 0 && result.Database == _database && result.Subject == subject).OrderBy(result => result.Minute)];

    private static bool Is<T>(string name, T value)
        where T : struct, Enum => string.Equals(name, value.ToString(), StringComparison.OrdinalIgnoreCase);
}

using InventorySync.Simulation.Auditing.Rules;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;

namespace InventorySync.Simulation.Auditing;

/// <summary>
/// Hears every request, every answer and every commit, and judges them by rules of its own, which are as simple as
/// dictionaries. It shares the vocabulary of the product and none of its logic.
/// </summary>
internal sealed class Auditor
{
    private static readonly IRule[] Rules = [new Chained(), new Conservation(), new ExactlyOnce(), new Durable(), new Atomic(), new NoOversell()];

    private readonly VirtualTimeProvider _clock;
    private readonly Trace _trace;
    private readonly HoldWatch _holds = new();
    private readonly Dictionary<LevelKey, Level> _levels = [];
    private readonly Dictionary<Sku, long> _backorderLimits = [];

    public Auditor(VirtualTimeProvider clock, Trace trace)
    {
        _clock = clock;
        _trace = trace;
    }

    public Verdict Verdict { get; } = new();

    public History History { get; } = new();

    public Recipes Recipes { get; } = new();

    public int CommitCount { get; private set; }

    /// <summary>The level after the last commit that was seen; zeros where there was none.</summary>
    public Level LevelOf(LevelKey key) => _levels.GetValueOrDefault(key, new Level(key.Sku, key.Location, OnHand: 0, Reserved: 0, Version: 0));

    public void Permit(Sku sku, long backorderLimit) => _backorderLimits[sku] = backorderLimit;

    public Request Ask(StockOperation operation, string asked)
    {
        var request = new Request { Operation = operation, Asked = asked, AskedAt = _clock.GetUtcNow(), CommitsBefore = CommitCount };
        History.Add(request);
        _holds.Asked(operation);
        _trace.Note(asked, $"asked: {operation.Kind} {operation.Id} [{string.Join(", ", operation.Lines.Select(line => $"{line.Quantity} {line.Sku}@{line.Location?.Value ?? "any"}"))}] {operation.Reservation}");
        return request;
    }

    public void Tell(Request request, StockOutcome outcome)
    {
        request.Fate = RequestFate.Told;
        request.Outcome = outcome;
        _holds.Told(request.Operation, outcome);
        _trace.Note(request.Asked, $"told: {outcome}");
        Verdict.Judge(() => Latency.Check(request, _clock.GetUtcNow()));
    }

    public void TellFailed(Request request, RequestFate fate, string why)
    {
        request.Fate = fate;
        _trace.Note(request.Asked, $"told: {request.Operation.Id} {fate}, {why}");
    }

    /// <summary>The durable ledger has written a batch.</summary>
    public void Committed(CommitBatch batch, IReadOnlyList<Level> levelsAfter)
    {
        CommitCount++;
        for (var i = 0; i < batch.Levels.Count; i++)
        {
            _levels[batch.Levels[i].Key] = levelsAfter[i];
        }

        foreach (var record in batch.Operations)
        {
            Verdict.Judge(() =>
            {
                History.Add(new Commit(CommitCount, _clock.GetUtcNow(), record));
                if (record.Kind == OperationKind.Expire)
                {
                    _holds.Expired(record.Reservation, batch.RecordedAt);
                }
            });
        }
    }

    /// <summary>Reads the whole ledger and holds every rule against it.</summary>
    /// <exception cref="InvariantViolatedException">A promise is broken.</exception>
    public async Task CheckAsync(ILedgerStore ledger)
    {
        var evidence = new Evidence(await Books.ReadAsync(ledger), History, Recipes, _backorderLimits);
        foreach (var rule in Rules)
        {
            rule.Check(evidence);
        }
    }
}

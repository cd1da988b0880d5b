using System.Runtime.InteropServices;
using InventorySync.Simulation.Auditing.Rules;
using InventorySync.Simulation.Marketplaces;
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
    private static readonly IRule[] Always =
    [
        new Chained(), new Conservation(), new ExactlyOnce(), new OrdersOnce(), new Atomic(), new Durable(), new NoOversell(), new RefusalsTrue(),
        new NeverStale(),
    ];

    private static readonly IRule[] AtRest = [new FactsApplied(), new Convergent()];

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

    /// <summary>A fact has happened, and will be told to the product by somebody at some time, under this operation's id.</summary>
    public void Learn(StockOperation fact)
    {
        History.Add(new Request { Operation = fact, Asked = "the world", AskedAt = _clock.GetUtcNow(), CommitsBefore = CommitCount });
        _trace.Note("world", $"fact: {fact.Kind} {fact.Id}");
    }

    public void Tell(Request request, StockOutcome outcome)
    {
        request.Fate = RequestFate.Told;
        request.Outcome = outcome;
        request.CommitsAtAnswer = CommitCount;
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

        foreach (ref readonly var draft in CollectionsMarshal.AsSpan(batch.Movements))
        {
            var movement = batch.Place(draft, levelsAfter[draft.Level]);
            History.Add(CommitCount, new Level(movement.Sku, movement.Location, movement.OnHand, movement.Reserved, movement.Version));
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

    /// <summary>The durable ledger has written a correction.</summary>
    public void Corrected(Movement correction)
    {
        CommitCount++;
        _levels[new LevelKey(correction.Sku, correction.Location)] =
            new Level(correction.Sku, correction.Location, correction.OnHand, correction.Reserved, correction.Version);
        var record = new OperationRecord
        {
            Id = correction.Operation,
            Kind = correction.Kind,
            Status = OutcomeStatus.Applied,
            OccurredAt = correction.OccurredAt,
        };
        Verdict.Judge(() => History.Add(new Commit(CommitCount, _clock.GetUtcNow(), record)));
    }

    /// <summary>Reads all there is to look at.</summary>
    public async Task<Evidence> GatherAsync(IInventoryStore store, IReadOnlyList<Market> markets) => new()
    {
        Books = await Books.ReadAsync(store, markets),
        History = History,
        Recipes = Recipes,
        BackorderLimits = _backorderLimits,
        Markets = markets,
    };

    /// <summary>Holds every rule that counts at any moment against the evidence.</summary>
    /// <exception cref="InvariantViolatedException">A promise is broken.</exception>
    public static void Check(Evidence evidence) => Check(Always, evidence);

    /// <summary>Holds also those rules against it that count once everything has come to rest.</summary>
    /// <inheritdoc cref="Check(Evidence)"/>
    public static void CheckAtRest(Evidence evidence) => Check([.. Always, .. AtRest], evidence);

    /// <summary>What keeps the world from being at rest; null: nothing.</summary>
    public static InvariantViolatedException? Unrest(Evidence evidence)
    {
        try
        {
            Check(AtRest, evidence);
            return null;
        }
        catch (InvariantViolatedException unrest)
        {
            return unrest;
        }
    }

    private static void Check(IRule[] rules, Evidence evidence)
    {
        foreach (var rule in rules)
        {
            rule.Check(evidence);
        }
    }
}

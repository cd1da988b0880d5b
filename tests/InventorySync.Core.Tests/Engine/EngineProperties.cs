using InventorySync.Generators;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine;

/// <summary>The invariants as laws over generated histories, in batches of any size.</summary>
public sealed class EngineProperties
{
    [Fact]
    public void I1_I3_I5_EveryOutcomeIsTheModels() => Property.Holds(StockCommand.Histories, history => new StockHistory().Run(history), count: 400);

    [Fact]
    public void I2_LevelsAreTheModelsAndTheSumsOfTheirMovements() => Property.Holds(StockCommand.Histories, history =>
    {
        var run = new StockHistory();
        run.Run(history);
        var levels = Levels(run.Store);
        foreach (var (key, expected) in run.Model.Levels)
        {
            var level = levels.GetValueOrDefault(key);
            Assert.Equal(expected, (level.OnHand, level.Reserved));
        }

        foreach (var group in Movements(run.Store).GroupBy(movement => (movement.Sku.Value, movement.Location.Value)))
        {
            Assert.Equal(levels[group.Key].OnHand, group.Sum(movement => movement.OnHandDelta));
            Assert.Equal(levels[group.Key].Reserved, group.Sum(movement => movement.ReservedDelta));
        }
    });

    [Fact]
    public void I2_ReservedIsTheSumOfOpenHolds() => Property.Holds(StockCommand.Histories, history =>
    {
        var run = new StockHistory();
        run.Run(history);
        var held = run.Store.Ledger.ReadOpenReservationsAsync().ToBlockingEnumerable()
            .SelectMany(reservation => reservation.Lines)
            .GroupBy(line => (line.Sku.Value, line.Location.Value))
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Open));
        foreach (var (key, level) in Levels(run.Store))
        {
            Assert.Equal(held.GetValueOrDefault(key), level.Reserved);
        }
    });

    [Fact]
    public void I6_VersionsAreGaplessAndEachMovementCarriesTheLevelAfterIt() => Property.Holds(StockCommand.Histories, history =>
    {
        var run = new StockHistory();
        run.Run(history);
        foreach (var group in Movements(run.Store).GroupBy(movement => (movement.Sku, movement.Location)))
        {
            var (version, onHand, reserved) = (0L, 0L, 0L);
            foreach (var movement in group)
            {
                Assert.Equal(++version, movement.Version);
                Assert.Equal(onHand += movement.OnHandDelta, movement.OnHand);
                Assert.Equal(reserved += movement.ReservedDelta, movement.Reserved);
            }

            Assert.Equal(version, Levels(run.Store)[(group.Key.Sku.Value, group.Key.Location.Value)].Version);
        }
    });

    [Fact]
    public void I3_EveryAppliedOperationStandsInTheLedgerOnce() => Property.Holds(StockCommand.Histories, history =>
    {
        var run = new StockHistory();
        run.Run(history);
        var keys = new LedgerKeys();
        keys.Operations.AddRange(run.Model.Applied.Keys.Select(id => new OperationId(id)));
        var recorded = run.Store.Ledger.LoadAsync(keys).GetAwaiter().GetResult().Operations;
        Assert.Equal(run.Model.Applied.Count, recorded.Count);
        Assert.All(recorded, operation => Assert.Equal(run.Model.Applied[operation.Record.Id.ToString()], operation.Record.Status));
        Assert.All(Movements(run.Store), movement => Assert.Contains(movement.Operation.ToString(), run.Model.Applied.Keys));
    });

    [Fact]
    public void Incidents_AddUpToTheUnitsThatEachOperationLeftUncovered() => Property.Holds(StockCommand.Histories, history =>
    {
        var run = new StockHistory();
        run.Run(history);
        var incidents = run.Store.Ledger.ReadIncidentsAsync().ToBlockingEnumerable()
            .Where(incident => incident.Cause != Alerts.IncidentCause.LateCommit)
            .GroupBy(incident => (incident.Sku, incident.Location))
            .ToDictionary(group => group.Key, group => group.Sum(incident => incident.Units));
        foreach (var group in Movements(run.Store).GroupBy(movement => (movement.Sku, movement.Location)))
        {
            long uncovered = 0;
            var before = 0L;
            foreach (var movement in group)
            {
                var limit = group.Key.Sku.Value == "BACK" ? 2 : 0;
                var now = Math.Max(0, -limit - (movement.OnHand - movement.Reserved));
                uncovered += Math.Max(0, now - before);
                before = now;
            }

            Assert.Equal(uncovered, incidents.GetValueOrDefault(group.Key));
        }
    });

    private static List<Movement> Movements(InMemoryInventoryStore store) =>
        [.. store.Ledger.ReadMovementsAsync(new MovementQuery()).ToBlockingEnumerable()];

    private static Dictionary<(string Sku, string Location), Level> Levels(InMemoryInventoryStore store) =>
        store.Ledger.ReadAllLevelsAsync().ToBlockingEnumerable().ToDictionary(level => (level.Sku.Value, level.Location.Value));
}

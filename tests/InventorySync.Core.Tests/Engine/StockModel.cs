using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Engine;

/// <summary>
/// What the engine must do, as simply as it can be said: dictionaries, one operation after the other, no batches, no guards.
/// Judges single-location behaviour exactly and leaves the choice of locations to the engine where a line names none.
/// </summary>
internal sealed class StockModel
{
    public Dictionary<(string Sku, string Location), (long OnHand, long Reserved)> Levels { get; } = [];

    public Dictionary<string, ModelHold> Holds { get; } = [];

    public Dictionary<string, OutcomeStatus> Applied { get; } = [];

    public Func<string, long> BackorderLimit { get; init; } = _ => 0;

    public long Available(string sku, string location) => Level(sku, location).OnHand - Level(sku, location).Reserved;

    public (long OnHand, long Reserved) Level(string sku, string location) => Levels.GetValueOrDefault((sku, location));

    public void Move(string sku, string location, long onHand, long reserved)
    {
        var level = Level(sku, location);
        Levels[(sku, location)] = (level.OnHand + onHand, level.Reserved + reserved);
    }

    /// <summary>Whether all takings together fit, taken one after the other.</summary>
    public bool Fits(IEnumerable<(string Sku, string Location, long Quantity)> takings) => takings
        .GroupBy(taking => (taking.Sku, taking.Location))
        .All(group => Available(group.Key.Sku, group.Key.Location) + BackorderLimit(group.Key.Sku) >= group.Sum(taking => taking.Quantity));

    public bool Exists(string sku) => Levels.Keys.Any(key => key.Sku == sku);

    internal sealed class ModelHold
    {
        public ReservationStatus Status { get; set; } = ReservationStatus.Open;

        public bool Pinned { get; set; }

        public required DateTimeOffset ExpiresAt { get; init; }

        public required string Sku { get; init; }

        public required string Location { get; init; }

        public required long Units { get; set; }
    }
}

using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>I2: a level is the sum of its movements, and what is reserved of it is what open holds hold.</summary>
internal sealed class Conservation : IRule
{
    public void Check(Evidence evidence)
    {
        var held = OpenUnits(evidence.Books);
        foreach (var level in evidence.Books.Levels)
        {
            var movements = evidence.Books.ByLevel.GetValueOrDefault(level.Key) ?? [];
            Expect(level.OnHand, movements.Sum(movement => movement.OnHandDelta), level.Key, "on hand", "its movements");
            Expect(level.Reserved, movements.Sum(movement => movement.ReservedDelta), level.Key, "reserved", "its movements");
            Expect(level.Reserved, held.GetValueOrDefault(level.Key), level.Key, "reserved", "its open holds");
            held.Remove(level.Key);
        }

        if (held.FirstOrDefault(pair => pair.Value != 0) is { Value: not 0 } stray)
        {
            throw new InvariantViolatedException(Invariant.I2Conservation, $"holds have {stray.Value} units of {stray.Key}, which has no level");
        }

        CheckHolds(evidence.Books);
    }

    private static Dictionary<LevelKey, long> OpenUnits(Books books)
    {
        var held = new Dictionary<LevelKey, long>();
        foreach (var line in books.OpenReservations.SelectMany(reservation => reservation.Lines))
        {
            var key = new LevelKey(line.Sku, line.Location);
            held[key] = held.GetValueOrDefault(key) + line.Open;
        }

        return held;
    }

    /// <summary>Hold by hold: what its movements left reserved is what it still holds, and it never gave back more than it had.</summary>
    private static void CheckHolds(Books books)
    {
        var open = books.OpenReservations.ToDictionary(reservation => reservation.Id);
        foreach (var (reservation, movements) in books.ByReservation)
        {
            foreach (var level in movements.GroupBy(movement => new LevelKey(movement.Sku, movement.Location)))
            {
                long reserved = 0;
                foreach (var movement in level)
                {
                    reserved += movement.ReservedDelta;
                    if (reserved < 0)
                    {
                        throw new InvariantViolatedException(
                            Invariant.I2Conservation, $"hold {reservation} gave back {-reserved} more units of {level.Key} than it had, in {movement.Operation}");
                    }
                }

                var holds = open.GetValueOrDefault(reservation)?.Lines.Where(line => line.Sku == level.Key.Sku && line.Location == level.Key.Location).Sum(line => line.Open) ?? 0;
                Expect(holds, reserved, level.Key, $"hold {reservation}", "its movements");
            }
        }
    }

    private static void Expect(long actual, long expected, LevelKey key, string what, string source)
    {
        if (actual != expected)
        {
            throw new InvariantViolatedException(Invariant.I2Conservation, $"{key}: {what} is {actual}, and by {source} {expected}");
        }
    }
}

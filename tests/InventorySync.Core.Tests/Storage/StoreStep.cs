using FsCheck;
using FsCheck.Fluent;

namespace InventorySync.Storage;

/// <summary>One thing that happens to a store: a batch of small numbers, or closing and opening it.</summary>
/// <remarks>Guards are given relative to the level as it is, so that those that just hold and those that just fail are common.</remarks>
public sealed record StoreStep
{
    public required bool IsReopen { get; init; }

    public required IReadOnlyList<OperationStep> Operations { get; init; }

    public required IReadOnlyList<int> Refused { get; init; }

    public required IReadOnlyList<GuardStep> Guards { get; init; }

    public required IReadOnlyList<ReservationStep> Reservations { get; init; }

    public static Gen<StoreStep[]> Many { get; } = Generator().ArrayOf();

    public static Arbitrary<StoreStep[]> Arbitrary { get; } =
        Arb.From(Many, steps => steps.Select((_, left) => steps.Where((_, at) => at != left).ToArray()));

    public override string ToString() => IsReopen
        ? "reopen"
        : $"[{string.Join("; ", Operations)}] refused [{string.Join(", ", Refused)}] guards [{string.Join(", ", Guards)}] holds [{string.Join(", ", Reservations)}]";

    private static Gen<StoreStep> Generator()
    {
        var move =
            from level in Gen.Choose(0, 4)
            from onHand in Gen.Choose(-3, 4)
            from reserved in Gen.Choose(-2, 3)
            select new MoveStep(level, onHand, reserved);
        var operation =
            from id in Gen.Choose(0, 30)
            from moves in move.ArrayOf(3)
            from count in Gen.Choose(0, 3)
            select new OperationStep(id, moves.Take(count).ToArray());
        var guard =
            from level in Gen.Choose(0, 4)
            from version in Gen.Frequency((3, Gen.Constant((int?)null)), (3, Gen.Constant((int?)0)), (1, Gen.Elements<int?>(-1, 1)))
            from available in Gen.Frequency((2, Gen.Constant((int?)null)), (3, Gen.Choose(-2, 0).Select(offset => (int?)offset)), (1, Gen.Constant((int?)1)))
            from onHand in Gen.Frequency((3, Gen.Constant((int?)null)), (3, Gen.Choose(-2, 0).Select(offset => (int?)offset)), (1, Gen.Constant((int?)1)))
            select new GuardStep(level, version, available, onHand);
        var reservation =
            from id in Gen.Choose(0, 3)
            from offset in Gen.Frequency((6, Gen.Constant(0)), (1, Gen.Elements(-1, 1)))
            from open in Gen.Choose(0, 3)
            select new ReservationStep(id, offset, open);
        return
            from isReopen in Gen.Frequency((12, Gen.Constant(false)), (1, Gen.Constant(true)))
            from operations in Some(operation, 4)
            from refused in Some(Gen.Choose(0, 30), 1)
            from guards in Some(guard, 2)
            from reservations in Some(reservation, 2)
            select new StoreStep
            {
                IsReopen = isReopen,
                Operations = [.. operations.DistinctBy(step => step.Id)],
                Refused = [.. refused.Distinct()],
                Guards = [.. guards.DistinctBy(step => step.Level)],
                Reservations = [.. reservations.DistinctBy(step => step.Id)],
            };
    }

    private static Gen<T[]> Some<T>(Gen<T> generator, int countMax) => Gen.Choose(0, countMax).SelectMany(count => generator.ArrayOf(count));
}

public sealed record MoveStep(int Level, int OnHand, int Reserved);

public sealed record OperationStep(int Id, IReadOnlyList<MoveStep> Moves)
{
    public override string ToString() => $"{Id}: {string.Join(" ", Moves.Select(move => $"{move.Level}({move.OnHand},{move.Reserved})"))}";
}

public sealed record GuardStep(int Level, int? Version, int? Available, int? OnHand);

public sealed record ReservationStep(int Id, int VersionOffset, int Open);

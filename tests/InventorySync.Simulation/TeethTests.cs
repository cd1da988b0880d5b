using InventorySync.Simulation.Auditing;
using InventorySync.Simulation.Running;
using InventorySync.Simulation.Sabotages;

namespace InventorySync.Simulation;

/// <summary>The simulation has teeth: each rule that is broken on purpose is caught, and named by its number.</summary>
public sealed class TeethTests
{
    private const int SeedsMax = 40;

    public static TheoryData<string, string> Sabotages => new()
    {
        { nameof(Sabotage.SkipGuards), nameof(Invariant.I1NoOversell) },
        { nameof(Sabotage.DropCommit), nameof(Invariant.I4Durable) },
        { nameof(Sabotage.HalfApply), nameof(Invariant.I5Atomic) },
        { nameof(Sabotage.ForgetOperations), nameof(Invariant.I3ExactlyOnce) },
        { nameof(Sabotage.ForgetPins), nameof(Invariant.I2Conservation) },
        { nameof(Sabotage.KeepHoldsOpen), nameof(Invariant.I2Conservation) },
        { nameof(Sabotage.SkipVersion), nameof(Invariant.I6Chained) },
        { nameof(Sabotage.ForgetOrders), nameof(Invariant.I3ExactlyOnce) },
        { nameof(Sabotage.SkipConfirmations), nameof(Invariant.I3ExactlyOnce) },
        { nameof(Sabotage.DropPushes), nameof(Invariant.I7Convergent) },
        { nameof(Sabotage.PushOutOfOrder), nameof(Invariant.I8NeverStale) },
        { nameof(Sabotage.LoseNotifications), nameof(Invariant.I9NoFactLost) },
    };

    [Theory]
    [MemberData(nameof(Sabotages))]
    public void Auditor_UnderSabotage_CatchesItAndNamesTheInvariant(string sabotage, string invariant)
    {
        var found = new List<string>();
        for (var seed = 1; seed <= SeedsMax; seed++)
        {
            var result = SeedRun.Run(seed, Enum.Parse<Sabotage>(sabotage));
            if (result.Fault is InvariantViolatedException fault && fault.Invariant.ToString() == invariant)
            {
                return;
            }

            found.Add(result.Passed ? $"seed {seed}: nothing" : $"seed {seed}: {result.Fault!.Message}");
        }

        Assert.Fail($"{sabotage} was not caught as {invariant} in {SeedsMax} seeds:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}

using System.Collections.Concurrent;
using InventorySync.Stock;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>What concurrent callers asked and were told, with which calls overlapped; judged against the ledger.</summary>
/// <remarks>Recording is safe from any thread.</remarks>
internal sealed class CallHistory
{
    private readonly ConcurrentQueue<Call> _calls = new();
    private long _clock;

    /// <summary>Makes one call and notes when it began and ended, on a clock of its own that only orders.</summary>
    public async Task<StockOutcome> RecordAsync(StockOperation operation, Func<Task<StockOutcome>> act)
    {
        var began = Interlocked.Increment(ref _clock);
        var outcome = await act().ConfigureAwait(false);
        _calls.Enqueue(new Call(operation, outcome, began, Interlocked.Increment(ref _clock)));
        return outcome;
    }

    public void AssertLinearizable(IReadOnlyList<Movement> ledger)
    {
        foreach (var level in ledger.GroupBy(movement => movement.Sku))
        {
            AssertChained([.. level]);
            AssertOrdered(level.Key, [.. level]);
        }

        var told = _calls.Where(call => call.Outcome.IsApplied).Sum(call => call.Outcome.Lines.Count);
        Assert.Equal(told, ledger.Count);
    }

    /// <summary>I2 and I6: versions 1, 2, 3…, each with the level after it; and I1: no request went below what was there.</summary>
    private static void AssertChained(List<Movement> movements)
    {
        var (onHand, reserved) = (0L, 0L);
        for (var i = 0; i < movements.Count; i++)
        {
            var movement = movements[i];
            onHand += movement.OnHandDelta;
            reserved += movement.ReservedDelta;
            Assert.Equal((i + 1, onHand, reserved), (movement.Version, movement.OnHand, movement.Reserved));
            if (movement.Kind is OperationKind.Sell or OperationKind.Reserve)
            {
                Assert.True(onHand - reserved >= 0, $"I1: {movement.Kind} {movement.Operation} left {onHand - reserved} available of {movement.Sku}");
            }
        }
    }

    private void AssertOrdered(Sku sku, List<Movement> movements)
    {
        var byOperation = movements.ToDictionary(movement => movement.Operation);
        var calls = _calls.Where(call => call.Concerns(sku)).OrderBy(call => call.Began).ToList();
        foreach (var call in calls.Where(call => call.Outcome.IsApplied))
        {
            var movement = byOperation[call.Operation.Id];
            var line = Assert.Single(call.Outcome.Lines);
            Assert.Equal((movement.Version, movement.OnHand, movement.Reserved), (line.Version, line.OnHand, line.Reserved));
        }

        foreach (var call in calls)
        {
            // What ended before this call began comes before it in the ledger; what began after it ended comes after.
            var after = calls.Where(other => other.Ended < call.Began).Max(other => Version(other));
            var before = calls.Where(other => other.Began < call.Ended).Max(other => Version(other)) ?? 0;
            if (call.Outcome.IsApplied)
            {
                Assert.True(Version(call) > (after ?? 0), $"{call.Operation.Kind} {call.Operation.Id} stands before a call that had ended");
            }
            else
            {
                AssertReallyShort(call, movements, (int)(after ?? 0), (int)before);
            }
        }
    }

    private static void AssertReallyShort(Call call, List<Movement> movements, int from, int to)
    {
        // Nobody had received the SKU at some moment of the call, or too few units were available at some version in reach.
        var requested = call.Operation.Lines[0].Quantity;
        var isShort = from == 0 || Enumerable.Range(from, Math.Max(1, to - from + 1))
            .Any(version => version <= movements.Count && movements[version - 1].OnHand - movements[version - 1].Reserved < requested);
        Assert.True(isShort, $"{call.Operation.Kind} {call.Operation.Id} was refused {requested} units that were there all the time");
    }

    private static long? Version(Call call) => call.Outcome.IsApplied ? call.Outcome.Lines[0].Version : null;

    private sealed record Call(StockOperation Operation, StockOutcome Outcome, long Began, long Ended)
    {
        public bool Concerns(Sku sku) => Outcome.IsApplied ? Outcome.Lines[0].Sku == sku : Operation.Lines[0].Sku == sku;
    }
}

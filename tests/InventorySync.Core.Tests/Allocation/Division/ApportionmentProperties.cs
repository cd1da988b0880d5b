using FsCheck;
using FsCheck.Fluent;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Allocation.Division;

public sealed class ApportionmentProperties
{
    [Fact]
    public void Divide_AnyWeights_GivesOutEveryUnit() => Property.Holds(Cases, value => Assert.Equal(value.Units, Divided(value.Units, value.Weights).Sum()));

    [Fact]
    public void Divide_OneUnitMore_IsOneUnitMoreForOnePart() => Property.Holds(Cases, value =>
    {
        var before = Divided(value.Units, value.Weights);
        var after = Divided(value.Units + 1, value.Weights);
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.Second - pair.First, 0, 1));
        Assert.Equal(1, after.Sum() - before.Sum());
    });

    [Fact]
    public void Divide_AnyWeights_IsWhatGivingUnitByUnitGives() => Property.Holds(Small, value =>
    {
        Assert.Equal(ByUnit(value.Units, value.Weights, [], offset: -1), Divided(value.Units, value.Weights));
    });

    [Fact]
    public void Level_AnyWeightsAndAnythingBefore_IsWhatGivingUnitByUnitGives() => Property.Holds(
        from value in Small from before in Gen.Choose(0, 12).ArrayOf(value.Weights.Length) select (value, before),
        value => Assert.Equal(
            ByUnit(value.value.Units, value.value.Weights, [.. value.before.Select(units => (long)units)], offset: -2),
            Leveled(value.value.Units, value.value.Weights, [.. value.before.Select(units => (long)units)])));

    [Fact]
    public void Level_AnyWeightsAndAnythingBefore_GivesOutEveryUnitAndOneMoreToOnePart() => Property.Holds(
        from value in Cases from before in Gen.Choose(0, 100_000).ArrayOf(value.Weights.Length) select (value, before),
        value =>
        {
            long[] had = [.. value.before.Select(units => (long)units)];
            var before = Leveled(value.value.Units, value.value.Weights, had);
            var after = Leveled(value.value.Units + 1, value.value.Weights, had);
            Assert.Equal(value.value.Units, before.Sum());
            Assert.All(before.Zip(after), pair => Assert.InRange(pair.Second - pair.First, 0, 1));
        });

    [Fact]
    public void Divide_UnitsUpToTheSumOfWeights_GivesNobodyMoreThanItsWeight() => Property.Holds(Cases, value =>
    {
        var units = Math.Min(value.Units, value.Weights.Sum());
        Assert.All(Divided(units, value.Weights).Zip(value.Weights), pair => Assert.True(pair.First <= pair.Second));
    });

    [Fact]
    public void Divide_ExactShares_AreGivenExactly() => Property.Holds(
        from value in Small from times in Gen.Choose(0, 1000) select (value, times),
        value => Assert.Equal(
            value.value.Weights.Select(weight => weight * value.times), Divided(value.value.Weights.Sum() * value.times, value.value.Weights)));

    // Largest remainders make 2, 1, 1 of four units and 3, 2, 0 of five.
    [Fact]
    public void Divide_WeightsOfTheAlabamaParadox_TakesNoUnitFromAnybody()
    {
        long[] weights = [5, 3, 1];
        var before = new long[3];
        for (var units = 1; units <= 60; units++)
        {
            var after = Divided(units, weights);
            Assert.All(before.Zip(after), pair => Assert.True(pair.Second >= pair.First, $"A part shrinks with the {units}th unit."));
            before = after;
        }
    }

    [Fact]
    public void Divide_EqualWeights_ServesThoseWhoStandFirst()
    {
        Assert.Equal([3, 2, 2], Divided(7, [4, 4, 4]));
        Assert.Equal([1, 1, 0], Divided(2, [9, 9, 9]));
    }

    [Fact]
    public void Divide_NoWeights_GivesNothing() => Assert.Equal([0, 0], Divided(7, [0, 0]));

    private static Gen<long> Weight => Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 1000), Gen.Choose(0, 2_000_000_000)).Select(weight => (long)weight);

    private static Gen<(long Units, long[] Weights)> Cases =>
        from units in Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 1000), Gen.Choose(0, 1_000_000_000))
        from first in Gen.Choose(1, 1_000_000)
        from weights in Weight.ArrayOf()
        select ((long)units, (long[])[first, .. weights]);

    private static Gen<(long Units, long[] Weights)> Small =>
        from units in Gen.Choose(0, 60)
        from first in Gen.Choose(1, 20)
        from weights in Gen.Choose(0, 20).ArrayOf()
        select ((long)units, (long[])[first, .. weights.Select(weight => (long)weight)]);

    private static long[] Divided(long units, long[] weights)
    {
        var parts = new long[weights.Length];
        Apportionment.Divide(units, weights, parts);
        return parts;
    }

    private static long[] Leveled(long units, long[] weights, long[] before)
    {
        var parts = new long[weights.Length];
        Apportionment.Level(units, weights, before, parts);
        return parts;
    }

    /// <summary>The definition: each unit to the part whose next one has the smallest key.</summary>
    private static long[] ByUnit(long units, long[] weights, long[] before, int offset)
    {
        var parts = new long[weights.Length];
        for (; units > 0; units--)
        {
            var next = Enumerable.Range(0, parts.Length)
                .Where(part => weights[part] > 0)
                .MinBy(part => (decimal)((2 * (parts[part] + 1 + (before.Length == 0 ? 0 : before[part]))) + offset) / weights[part]);
            parts[next]++;
        }

        return parts;
    }
}

using FsCheck;
using FsCheck.Fluent;
using InventorySync.Testing;

namespace InventorySync.Generators;

/// <summary>Runs FsCheck properties inside facts, from a seed that a failure names and that the environment can fix.</summary>
internal static class Property
{
    /// <summary>Holds a law against many generated values; a failure shows the smallest value found that breaks it.</summary>
    public static void Holds<T>(Gen<T> values, Action<T> law, int count = 200) => Holds(values.ToArbitrary(), law, count);

    /// <summary>Holds a law against many values of an arbitrary that knows how to make them smaller.</summary>
    public static void Holds<T>(Arbitrary<T> values, Action<T> law, int count = 200) => TestSeed.Run(seed =>
        Prop.ForAll(values, law).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay((ulong)(uint)seed, 0x9E3779B97F4A7C15)));
}

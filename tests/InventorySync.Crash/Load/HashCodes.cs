namespace InventorySync.Crash.Load;

/// <summary>Seeds made of seeds: the same in each process, which <see cref="HashCode"/> is not.</summary>
internal static class HashCodes
{
    public static int Of(int seed, int number) => unchecked((int)(((uint)seed * 2_654_435_761u) ^ ((uint)number * 2_246_822_519u) ^ ((uint)number >> 3)));
}

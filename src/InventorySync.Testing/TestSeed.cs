using System.Globalization;
using System.Security.Cryptography;
using Xunit.Sdk;

namespace InventorySync.Testing;

/// <summary>The seed of a random test: a new one each run, or the one that failed and is to be replayed.</summary>
/// <remarks>Safe from any thread.</remarks>
public static class TestSeed
{
    /// <summary>The environment variable that fixes the seed.</summary>
    public const string Variable = "INVENTORYSYNC_SEED";

    /// <summary>The seed that <see cref="Variable"/> names, or a new one.</summary>
    /// <exception cref="FormatException">The variable's value is not a whole number.</exception>
    public static int Get()
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(text))
        {
            return RandomNumberGenerator.GetInt32(int.MaxValue);
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new FormatException($"{Variable} is '{text}'; give it a whole number from {int.MinValue} to {int.MaxValue}, or unset it.");
    }

    /// <summary>Runs a test with the seed; should it fail, the failure names the seed and how to replay it.</summary>
    /// <param name="test">The test.</param>
    public static void Run(Action<int> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var seed = Get();
        try
        {
            test(seed);
        }
        catch (Exception failure)
        {
            throw Named(seed, failure);
        }
    }

    /// <summary>Runs a test with the seed; should it fail, the failure names the seed and how to replay it.</summary>
    /// <param name="test">The test.</param>
    public static async Task RunAsync(Func<int, Task> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var seed = Get();
        try
        {
            await test(seed).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            throw Named(seed, failure);
        }
    }

    private static XunitException Named(int seed, Exception failure) =>
        new($"Failed with seed {seed}; replay with {Variable}={seed.ToString(CultureInfo.InvariantCulture)}. {failure.Message}", failure);
}

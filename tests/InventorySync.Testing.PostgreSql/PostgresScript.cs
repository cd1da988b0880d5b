using System.Diagnostics;

namespace InventorySync.Testing.PostgreSql;

/// <summary>Runs <c>eng/postgres.sh</c>, which stands beside the assembly.</summary>
internal static class PostgresScript
{
    /// <summary>Why no server can be started here; null where one can.</summary>
    public static string? Unavailable { get; } = FindReason();

    /// <returns>What the script printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message is what it said.</exception>
    public static async Task<string> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        var printed = process.StandardOutput.ReadToEndAsync();
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (await printed).Trim() : throw new InvalidOperationException(said.Trim());
    }

    // Attributes ask while tests are discovered, where nothing can be awaited.
    private static string? FindReason()
    {
        try
        {
            using var process = Start(["find"]);
            var said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : said.Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return $"No bash to start PostgreSQL with: {missing.Message}";
        }
    }

    private static Process Start(IEnumerable<string> arguments) => Process.Start(
        new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "postgres.sh"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
}

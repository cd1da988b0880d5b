using System.CommandLine;

namespace InventorySync.Simulation;

internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var command = new RootCommand("Runs the whole system under a seed in virtual time and audits what happened.");
        return command.Parse(args).InvokeAsync();
    }
}

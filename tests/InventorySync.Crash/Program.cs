using InventorySync.Crash.Command;
using InventorySync.Crash.Load;

namespace InventorySync.Crash;

/// <summary>Two doors: the command line, and for its copies the load.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) =>
        args is [LoadProgram.Argument] ? LoadProgram.RunAsync() : CrashCommand.Create().Parse(args).InvokeAsync();
}

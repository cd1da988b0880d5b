using System.CommandLine;
using InventorySync.Benchmarks.Broadcast;
using InventorySync.Benchmarks.Engine;

namespace InventorySync.Benchmarks;

/// <summary>One command per question; each runs its rivals beside the subject in the same run and prints ratios.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var seconds = new Option<double>("--seconds") { Description = "How long one round of one subject takes.", DefaultValueFactory = _ => 2, Recursive = true };
        var rounds = new Option<int>("--rounds") { Description = "Counted rounds, subjects in turn; medians are printed.", DefaultValueFactory = _ => 5, Recursive = true };
        var callers = new Option<int>("--callers") { Description = "Callers that ask again as soon as they are answered.", DefaultValueFactory = _ => 64 };

        var engine = new Command("engine", "Sales through the engine, in memory, beside hand-written locks.") { callers };
        engine.SetAction((parsed, _) => EngineRun.RunAsync(parsed.GetValue(callers), Seconds(parsed), parsed.GetValue(rounds)));
        var evaluator = new Command("evaluator", "Decisions a second on one core, without a store.");
        evaluator.SetAction((parsed, _) => EvaluatorRun.RunAsync(Seconds(parsed), parsed.GetValue(rounds)));
        var memory = new Command("memory", "Bytes per level that the engine keeps.");
        memory.SetAction(_ => LevelMemoryRun.Run());

        var dispatcher = new Command("dispatcher", "Signals a second, and how many pushes a million sales become.");
        dispatcher.SetAction((_, _) => DispatcherRun.RunAsync());

        var root = new RootCommand("Benchmarks of InventorySync: each answers one question with ratios measured side by side.") { seconds, rounds, engine, evaluator, memory, dispatcher };
        return root.Parse(args).InvokeAsync();

        TimeSpan Seconds(ParseResult parsed) => TimeSpan.FromSeconds(parsed.GetValue(seconds));
    }
}

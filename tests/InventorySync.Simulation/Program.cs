using System.CommandLine;
using System.Globalization;
using InventorySync.Simulation.Running;
using InventorySync.Simulation.Sabotages;

namespace InventorySync.Simulation;

internal static class Program
{
    private static int Main(string[] args) => Command().Parse(args).Invoke();

    /// <summary>The command line: what may be asked for.</summary>
    internal static RootCommand Command()
    {
        var seeds = new Option<int>("--seeds") { Description = "How many worlds to run.", DefaultValueFactory = _ => 500 };
        var from = new Option<int>("--from") { Description = "The first seed.", DefaultValueFactory = _ => 1 };
        var replay = new Option<int?>("--replay") { Description = "Runs this seed alone." };
        var trace = new Option<bool>("--trace") { Description = "Prints every event of a replayed seed." };
        var sabotage = new Option<Sabotage>("--sabotage") { Description = "Breaks a rule on purpose in a replayed seed, to see the auditor catch it." };
        var command = new RootCommand("Runs the whole system under seeds in virtual time and audits what happened (I1 to I10).")
        {
            seeds, from, replay, trace, sabotage,
        };
        command.SetAction(parsed => parsed.GetValue(replay) is { } seed
            ? Replay(seed, parsed.GetValue(sabotage), parsed.GetValue(trace))
            : Sweep(parsed.GetValue(from), parsed.GetValue(seeds)));
        seeds.Validators.Add(result =>
        {
            // What is no number at all is refused by the option itself.
            if (int.TryParse(result.Tokens.Count > 0 ? result.Tokens[0].Value : null, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count < 1)
            {
                result.AddError($"--seeds is {count}; give it 1 or more: with none, nothing is checked.");
            }
        });
        return command;
    }

    private static int Replay(int seed, Sabotage sabotage, bool trace)
    {
        var result = SeedRun.Run(seed, sabotage, trace ? Console.Out : null);
        Console.WriteLine(result);
        return result.Passed ? 0 : 1;
    }

    private static int Sweep(int from, int count)
    {
        if ((long)from + count - 1 > int.MaxValue)
        {
            Console.Error.WriteLine($"--from {from} with --seeds {count} goes beyond {int.MaxValue}, the last seed; begin earlier or run fewer.");
            return 2;
        }

        var results = SeedSweep.Run(Enumerable.Range(from, count), result =>
        {
            if (!result.Passed)
            {
                Console.WriteLine(result);
            }
        });
        var failed = results.Where(result => !result.Passed).ToArray();
        Console.WriteLine($"{results.Count} seeds from {from}, {results.Sum(result => (long)result.Events)} events: {failed.Length} failed.");
        foreach (var group in failed.GroupBy(result => result.Fault is Auditing.InvariantViolatedException fault ? fault.Invariant.ToString() : result.Fault!.GetType().Name))
        {
            Console.WriteLine($"  {group.Key}: seeds {string.Join(", ", group.Select(result => result.Seed))}");
        }

        return failed.Length == 0 ? 0 : 1;
    }
}

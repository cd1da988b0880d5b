using System.CommandLine;
using InventorySync.Load.Results;

namespace InventorySync.Load.Targets;

/// <summary>Reads files of results, each of one run, and prints what was reached.</summary>
internal static class TargetsCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "What --json wrote.", Arity = ArgumentArity.OneOrMore };
        files.AcceptExistingOnly();
        var command = new Command("targets", "Compares results with the targets, each as a ratio with both its figures; what was not measured is left out.") { files };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            // Only figures of one run stand beside each other.
            var targets = new List<Target>();
            foreach (var file in parsed.GetValue(files)!)
            {
                targets.AddRange(TargetList.Of(await ResultJson.LoadAsync(file.FullName, cancellationToken)).Where(target => target.IsMeasured));
            }

            Console.WriteLine("| | what | figures | ratio | target | reached |");
            Console.WriteLine("|---|---|---:|---:|---:|---|");
            foreach (var target in targets.DistinctBy(target => target.What))
            {
                Console.WriteLine(target);
            }

            return 0;
        });
        return command;
    }
}

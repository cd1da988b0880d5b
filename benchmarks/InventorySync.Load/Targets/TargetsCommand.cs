using System.CommandLine;
using InventorySync.Load.Results;

namespace InventorySync.Load.Targets;

/// <summary>Reads files of results and prints what was reached.</summary>
internal static class TargetsCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("files") { Description = "What --json wrote.", Arity = ArgumentArity.OneOrMore };
        files.AcceptExistingOnly();
        var command = new Command("targets", "Compares results with the targets, each as a ratio with both its figures; what was not measured is left out.") { files };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var results = new List<Result>();
            foreach (var file in parsed.GetValue(files)!)
            {
                results.AddRange(await ResultJson.LoadAsync(file.FullName, cancellationToken));
            }

            Console.WriteLine("| | what | figures | ratio | target | reached |");
            Console.WriteLine("|---|---|---:|---:|---:|---|");
            foreach (var target in TargetList.Of(results).Where(target => target.IsMeasured))
            {
                Console.WriteLine(target);
            }

            return 0;
        });
        return command;
    }
}

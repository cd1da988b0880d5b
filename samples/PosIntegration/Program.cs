using System.CommandLine;
using PosIntegration.CommandLine;
using PosIntegration.Replay;
using PosIntegration.Report;

namespace PosIntegration;

/// <summary>The sample: replays a retailer's sales, or serves an app to try by hand.</summary>
internal static class Program
{
    /// <summary>After Ctrl+C: long enough to close everything and to delete the temporary folder.</summary>
    private static readonly TimeSpan StopTimeMax = TimeSpan.FromSeconds(30);

    private static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error);

    /// <summary>Runs the program.</summary>
    /// <returns>0: all held. 1: an invariant is broken. 2: it could not be done, for the reason given. 130: interrupted.</returns>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken = default)
    {
        var options = new ReplayOptions();
        var root = new RootCommand("Replays a retailer's sales through two tills and three simulated marketplaces, and checks that no unit was sold twice.");
        options.AddTo(root);
        root.SetAction((parsed, cancellationToken) => Running.RunAsync(() => ReplayAsync(options.Read(parsed), output, cancellationToken), errors, cancellationToken));
        root.Subcommands.Add(ServeCommand.Make(output, errors));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in ParseFaults.Of(parsed))
            {
                await errors.WriteLineAsync(fault);
            }

            return ExitCode.Failed;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, ProcessTerminationTimeout = StopTimeMax }, cancellationToken);
    }

    private static async Task<int> ReplayAsync(ReplaySettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        var console = Screen.Of(output);

        // On the pool, where no synchronisation context takes continuations away from the replay's one line of steps.
        var outcome = await Task.Run(() => new ReplayProgram(settings, console, TimeProvider.System).RunAsync(cancellationToken), cancellationToken);
        new FinalReport(console).Print(outcome);
        return ExitCode.Of(outcome);
    }
}

using System.CommandLine;
using PosIntegration.CommandLine;
using PosIntegration.Input;
using PosIntegration.Replay;
using PosIntegration.Report;

namespace PosIntegration;

/// <summary>The sample: replays a retailer's sales, or serves an app to try by hand.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => RunAsync(args, Console.Out, Console.Error);

    /// <summary>Runs the program.</summary>
    /// <returns>0: all held. 1: an invariant is broken. 2: the input or an option is no good.</returns>
    internal static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var options = new ReplayOptions();
        var root = new RootCommand("Replays a retailer's sales through two tills and three simulated marketplaces, and checks that no unit was sold twice.");
        options.AddTo(root);
        root.SetAction((parsed, cancellationToken) => ReplayAsync(() => options.Read(parsed), output, errors, cancellationToken));
        root.Subcommands.Add(ServeCommand.Make(output, errors));

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await errors.WriteLineAsync(error.Message);
            }

            return ExitCode.BadInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
    }

    private static async Task<int> ReplayAsync(Func<ReplaySettings> read, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        var console = Screen.Of(output);
        try
        {
            var settings = read();

            // On the pool, where no synchronisation context takes continuations away from the replay's one line of steps.
            var outcome = await Task.Run(() => new ReplayProgram(settings, console, TimeProvider.System).RunAsync(cancellationToken), cancellationToken);
            new FinalReport(console).Print(outcome);
            return ExitCode.Of(outcome);
        }
        catch (InputException fault)
        {
            await errors.WriteLineAsync(fault.Message);
            return ExitCode.BadInput;
        }
    }
}

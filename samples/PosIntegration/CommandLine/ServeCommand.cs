using System.CommandLine;
using PosIntegration.Serve;

namespace PosIntegration.CommandLine;

/// <summary><c>serve</c>: the app keeps running and lets a person ring up sales.</summary>
internal static class ServeCommand
{
    private const int PortUsual = 5080;

    public static Command Make(TextWriter output, TextWriter errors)
    {
        var port = CheckedOption.Number("--port", "Where to listen on loopback; 0 takes any free port.", 0, 65_535, PortUsual);
        var buffer = ReplayOptions.Buffer();
        var command = new Command("serve", "Keeps a small shop running, to ring up sales with curl.");
        command.Options.Add(port);
        command.Options.Add(buffer);
        command.SetAction((parsed, cancellationToken) => Running.RunAsync(
            () => ServeProgram.RunAsync(new ServeSettings(parsed.GetValue(port), parsed.GetValue(buffer)), output, cancellationToken), errors, cancellationToken));
        return command;
    }
}

using System.CommandLine;
using PosIntegration.Serve;

namespace PosIntegration.CommandLine;

/// <summary><c>serve</c>: the app keeps running and lets a person ring up sales.</summary>
internal static class ServeCommand
{
    private const int PortUsual = 5080;

    public static Command Make(TextWriter output, TextWriter errors)
    {
        var port = new Option<int>("--port")
        {
            Description = "Where to listen on loopback; 0 takes any free port.",
            HelpName = "n",
            DefaultValueFactory = _ => PortUsual,
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65_535)
            {
                result.AddError($"--port is {result.GetValueOrDefault<int>()}; give it 0 to 65535.");
            }
        });
        var buffer = ReplayOptions.Buffer();
        var command = new Command("serve", "Keeps a small shop running, to ring up sales with curl.");
        command.Options.Add(port);
        command.Options.Add(buffer);
        command.SetAction((parsed, cancellationToken) =>
            ServeProgram.RunAsync(new ServeSettings(parsed.GetValue(port), parsed.GetValue(buffer)), output, errors, cancellationToken));
        return command;
    }
}

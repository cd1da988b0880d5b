using Spectre.Console;

namespace PosIntegration.Report;

/// <summary>Where the program prints: a terminal with colours and redrawing, or plain text where the output goes into a file or a log.</summary>
internal static class Screen
{
    // A log has no width of its own; the widest table fits.
    private const int PlainWidth = 160;

    public static IAnsiConsole Of(TextWriter output)
    {
        var isTerminal = output == Console.Out && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("CI") is null;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}

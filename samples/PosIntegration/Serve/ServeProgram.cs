using PosIntegration.Report;

namespace PosIntegration.Serve;

/// <summary>Runs the demo shop until it is stopped.</summary>
internal static class ServeProgram
{
    public static async Task<int> RunAsync(ServeSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        await using (var shop = await ServeApp.StartAsync(settings, TimeProvider.System, cancellationToken))
        {
            await output.WriteLineAsync($"The shop is open at {shop.Address}. Ctrl+C closes it.".AsMemory(), cancellationToken);
            await output.WriteLineAsync(Help.Text.AsMemory(), cancellationToken);
            await shop.WaitForShutdownAsync(cancellationToken);
        }

        await output.WriteLineAsync("The shop is closed.".AsMemory(), CancellationToken.None);
        return ExitCode.Good;
    }
}

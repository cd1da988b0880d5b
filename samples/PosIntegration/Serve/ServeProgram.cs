using Microsoft.AspNetCore.Connections;
using PosIntegration.Report;

namespace PosIntegration.Serve;

/// <summary>Runs the demo shop until it is stopped.</summary>
internal static class ServeProgram
{
    public static async Task<int> RunAsync(ServeSettings settings, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(settings, output, cancellationToken);
        }
        catch (IOException fault) when (fault.InnerException is AddressInUseException)
        {
            await errors.WriteLineAsync($"The shop's address is taken by another program. {fault.Message} Stop that one, or choose another port with --port.");
            return ExitCode.BadInput;
        }
    }

    private static async Task<int> RunAsync(ServeSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        await using var shop = await ServeApp.StartAsync(settings, TimeProvider.System, cancellationToken);
        await output.WriteLineAsync($"The shop is open at {shop.Address}. Ctrl+C closes it.".AsMemory(), cancellationToken);
        await output.WriteLineAsync(Help.Text.AsMemory(), cancellationToken);
        await shop.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}

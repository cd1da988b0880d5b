using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using PosIntegration.Input;
using PosIntegration.Report;

namespace PosIntegration.CommandLine;

/// <summary>Runs a command to its exit code. What stops it is told in one line.</summary>
internal static class Running
{
    public static async Task<int> RunAsync(Func<Task<int>> command, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync("Interrupted: stopped before the end, and nothing was checked.");
            return ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The top of the program: an exit code of 1 must mean a broken invariant and nothing else.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await errors.WriteLineAsync(Text(fault).ReplaceLineEndings(" "));
            return ExitCode.Failed;
        }
    }

    private static string Text(Exception fault) => fault switch
    {
        InputException => fault.Message,
        IOException { InnerException: AddressInUseException } =>
            $"The shop's address is taken by another program. {fault.Message} Stop that one, or choose another port with --port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            "The shop may not listen there: ports below 1024 are for administrators. Choose another port with --port.",
        _ => $"It could not be done: {fault.Message} ({fault.GetType().Name})",
    };
}

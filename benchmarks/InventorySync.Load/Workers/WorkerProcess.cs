using System.Diagnostics;
using System.Text.Json;

namespace InventorySync.Load.Workers;

/// <summary>A copy of this program that sells, seen from the program.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly WorkerSettings _settings;

    private WorkerProcess(Process process, WorkerSettings settings)
    {
        _process = process;
        _settings = settings;
    }

    public static async Task<WorkerProcess> StartAsync(WorkerSettings settings)
    {
        var worker = new WorkerProcess(
            Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(WorkerProcess).Assembly.Location, WorkerProgram.Argument])
            {
                // What is called often is compiled anew at once, not only when the start has calmed down: it never does under load.
                Environment = { ["DOTNET_TC_CallCountingDelayMs"] = "0" },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!,
            settings);
        await worker._process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(settings, WorkerJson.Default.WorkerSettings));
        return worker;
    }

    public Task WaitUntilReadyAsync() => ExpectAsync(Announcement.Ready);

    public Task GoAsync() => _process.StandardInput.WriteLineAsync("go");

    public Task WaitUntilMeasuringAsync() => ExpectAsync(Announcement.Measuring);

    /// <summary>Waits for the end of a window.</summary>
    /// <returns>Null, or the report where there was none any more.</returns>
    public async Task<WorkerReport?> WaitForWindowAsync()
    {
        var line = await ReadAsync();
        return line == Announcement.WindowEnded ? null : JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerReport);
    }

    /// <summary>Waits until it has ended by itself, as it does after its report.</summary>
    public Task EndAsync() => _process.WaitForExitAsync();

    /// <summary>Ends what has not ended yet, because another worker failed.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task ExpectAsync(string announcement)
    {
        var line = await ReadAsync();
        if (line != announcement)
        {
            throw new InvalidOperationException($"A worker of {_settings.Subject} said '{line}' instead of '{announcement}'.");
        }
    }

    private async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException($"A worker of {_settings.Subject} ({_settings.Cell}) broke down; what it said stands above.");
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using InventorySync.Crash.Telling;

namespace InventorySync.Crash.Load;

/// <summary>A copy of this program that sells, seen from the one that kills it.</summary>
internal sealed class LoadProcess : IAsyncDisposable
{
    // Only a process that hangs gets there; how long things take is never judged.
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(2);

    private readonly Process _process;
    private readonly LoadSettings _settings;
    private readonly StringBuilder _said = new();

    private LoadProcess(Process process, LoadSettings settings)
    {
        _process = process;
        _settings = settings;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_said)
            {
                _said.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
    }

    public string LogFile => _settings.LogFile;

    /// <summary>How much it has written down.</summary>
    public long LogLength => File.Exists(LogFile) ? new FileInfo(LogFile).Length : 0;

    public static async Task<LoadProcess> StartAsync(LoadSettings settings)
    {
        var load = new LoadProcess(
            Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(LoadProcess).Assembly.Location, LoadProgram.Argument])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!,
            settings);
        await load._process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(settings, LogJson.Default.LoadSettings));
        return load;
    }

    public async Task WaitUntilReadyAsync()
    {
        if (await _process.StandardOutput.ReadLineAsync().WaitAsync(PatienceMax) != LoadProgram.Ready)
        {
            throw Broken();
        }
    }

    /// <summary>Waits until its log has grown to so many bytes, which is so many answers.</summary>
    public async Task WaitForLogAsync(long length)
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        while (LogLength < length)
        {
            if (_process.HasExited)
            {
                throw Broken();
            }

            await Task.Delay(LookInterval, patience.Token);
        }
    }

    /// <summary>Waits until callers have been told that so many more operations are applied.</summary>
    public async Task WaitForSalesAsync(int more)
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        var target = CountApplied() + more;
        while (CountApplied() < target)
        {
            if (_process.HasExited)
            {
                throw Broken();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets its callers hear the end of what they asked for, and waits for its end.</summary>
    public async Task StopAsync()
    {
        await _process.StandardInput.WriteLineAsync(LoadProgram.Stop);
        await _process.WaitForExitAsync().WaitAsync(PatienceMax);
        if (_process.ExitCode != 0)
        {
            throw Broken();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private int CountApplied() => History.Read(LogFile).Applied;

    private InvalidOperationException Broken()
    {
        lock (_said)
        {
            return new InvalidOperationException($"Load process {_settings.Name} broke down: {_said}");
        }
    }
}

using System.Diagnostics;

namespace InventorySync.Crash.Databases;

/// <summary>A small disk of the test's own, which can be full or read-only without anybody else noticing.</summary>
internal sealed class Tmpfs : IAsyncDisposable
{
    private const int BallastPieceBytes = 4_096;

    private Tmpfs(string folder) => Folder = folder;

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Unavailable { get; } = FindReason();

    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    public static async Task<Tmpfs> MountAsync(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("inventorysync-disk-").FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0755", "tmpfs", folder);
        return new Tmpfs(folder);
    }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        var piece = new byte[BallastPieceBytes];
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(piece);
            }
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Ballast);

    public Task SetReadOnlyAsync(bool isReadOnly) => RunAsync("mount", "-o", $"remount,{(isReadOnly ? "ro" : "rw")}", Folder);

    /// <summary>Gives the disk to whoever owns a file.</summary>
    public Task GiveToOwnerOfAsync(string file) => RunAsync("chown", $"--reference={file}", Folder);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    private static string? FindReason()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "needs root on Linux, to mount a small disk of its own";
        }

        // Attributes ask while tests are discovered, where nothing can be awaited.
        var folder = Directory.CreateTempSubdirectory("inventorysync-disk-").FullName;
        try
        {
            using var mount = Start("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder);
            mount.WaitForExit();
            if (mount.ExitCode != 0)
            {
                return $"no disk can be mounted here: {mount.StandardError.ReadToEnd().Trim()}";
            }

            using var unmount = Start("umount", folder);
            unmount.WaitForExit();
            return null;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return $"no mount to make a small disk with: {missing.Message}";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {said.Trim()}");
        }
    }

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
}

using PosIntegration.Input;

namespace PosIntegration.CommandLine;

/// <summary>Checks where the database is to be kept, before anything is started.</summary>
internal static class DatabaseFile
{
    /// <returns>The file's full path: a name alone might mean something to SQLite, such as <c>:memory:</c>.</returns>
    /// <exception cref="InputException">No database can be made there.</exception>
    public static string Check(string file)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            throw new InputException("--database is empty; name a file that does not exist yet, such as sales.db.");
        }

        var path = Path.GetFullPath(file);
        if (Directory.Exists(path))
        {
            throw new InputException($"--database '{file}' is a folder; name a file in it that does not exist yet.");
        }

        if (File.Exists(path))
        {
            throw new InputException($"--database '{file}' exists already; a replay begins with an empty database. Delete it or name another.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new InputException($"--database '{file}' lies in the folder '{Path.GetDirectoryName(path)}', which does not exist; make it, or name another.");
        }

        Try(file, path);
        return path;
    }

    // Whether a file can be made is known only once it has been: rights, names and full disks differ by system.
    private static void Try(string file, string path)
    {
        try
        {
            using var probe = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--database '{file}' can't be made: {fault.Message.TrimEnd('.')}. Name a file in a folder that you may write to.", fault);
        }
    }
}

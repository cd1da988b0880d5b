using PosIntegration.Input;

namespace PosIntegration.Replay;

/// <summary>The folder in which a replay works: the database, the tills' journals, the copies. Deleted at the end; a database that is to be kept lies elsewhere and stays.</summary>
internal sealed class ReplayFiles : IDisposable
{
    private static readonly string Variable = OperatingSystem.IsWindows() ? "TMP" : "TMPDIR";

    private readonly DirectoryInfo _folder;

    private ReplayFiles(DirectoryInfo folder, string database)
    {
        _folder = folder;
        Database = database;
    }

    /// <summary>The SQLite file, not there yet.</summary>
    public string Database { get; }

    /// <summary>Where journals and copies go.</summary>
    public string Folder => _folder.FullName;

    /// <param name="keep">Where the database is to be kept; null: it goes with the rest.</param>
    public static ReplayFiles Make(string? keep)
    {
        var folder = MakeFolder();
        return new ReplayFiles(folder, keep ?? Path.Combine(folder.FullName, "inventory.db"));
    }

    private static DirectoryInfo MakeFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("pos-integration-");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                $"The temporary folder '{Path.GetTempPath()}' can't be written to: {fault.Message.TrimEnd('.')}. Let the environment variable {Variable} name one that can.", fault);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

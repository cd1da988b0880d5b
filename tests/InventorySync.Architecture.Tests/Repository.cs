namespace InventorySync.Architecture.Tests;

/// <summary>The working copy that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The path from the root, with forward slashes, for messages.</summary>
    public static string NameOf(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "InventorySync.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No InventorySync.sln above {AppContext.BaseDirectory}: run the tests from inside the repository.");
    }
}

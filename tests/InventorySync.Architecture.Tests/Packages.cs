using System.Reflection;

namespace InventorySync.Architecture.Tests;

/// <summary>The packages of this repository: every folder of <c>src</c> that holds a project.</summary>
internal static class Packages
{
    public const string Core = "InventorySync.Core";

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal),
    ];

    public static string Folder(string package) => Path.Combine(Root, "src", package);

    public static string ProjectFile(string package) => Path.Combine(Folder(package), package + ".csproj");

    public static Assembly Load(string package)
    {
        try
        {
            return Assembly.Load(package);
        }
        catch (FileNotFoundException missing)
        {
            throw new InvalidOperationException(
                $"{package} is a project under src but its assembly is not here: add a ProjectReference to InventorySync.Architecture.Tests.",
                missing);
        }
    }

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

using System.Reflection;

namespace InventorySync.Architecture.Tests;

/// <summary>The packages of this repository: every folder of <c>src</c> that holds a project.</summary>
internal static class Packages
{
    public const string Core = "InventorySync.Core";

    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal),
    ];

    public static string Folder(string package) => Repository.PathOf("src", package);

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
}

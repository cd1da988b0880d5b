using System.Text.RegularExpressions;

namespace InventorySync.Architecture.Tests;

/// <summary>Whoever lists the folders can draw the system: a folder is a namespace, and a file holds the public type that it is named after.</summary>
public sealed partial class LayoutTests
{
    // Registration is found without a using, as every package's is.
    private const string RegistrationNamespace = "Microsoft.Extensions.DependencyInjection";

    public static TheoryData<string> AllPackages => [.. Packages.All];

    [Theory]
    [MemberData(nameof(AllPackages))]
    public void File_Namespace_IsThatOfItsFolder(string package)
    {
        var faults = Sources(package)
            .Select(path => (Path: path, Namespace: NamespacePattern().Match(File.ReadAllText(path)).Groups["name"].Value))
            .Where(file => file.Namespace != NamespaceOf(package, file.Path) && !(file.Namespace == RegistrationNamespace && IsRegistration(file.Path)))
            .Select(file => $"{Repository.NameOf(file.Path)}: {file.Namespace}");

        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(AllPackages))]
    public void File_PublicTypes_AreAtMostOneAndGiveItItsName(string package)
    {
        var faults = Sources(package)
            .Select(path => (Path: path, Types: PublicTypePattern().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value).Distinct().ToArray()))
            .Where(file => file.Types.Length > 1 || (file.Types is [var type] && type != Path.GetFileName(file.Path).Split('.')[0]))
            .Select(file => $"{Repository.NameOf(file.Path)}: {string.Join(", ", file.Types)}");

        Assert.Empty(faults);
    }

    private static IEnumerable<string> Sources(string package) => Directory
        .EnumerateFiles(Packages.Folder(package), "*.cs", SearchOption.AllDirectories)
        .Where(path => !Repository.NameOf(path).Split('/').Any(part => part is "obj" or "bin"));

    private static string NamespaceOf(string package, string path)
    {
        // Core is what users write using directives for, so its name is left out of them.
        var root = package == Packages.Core ? "InventorySync" : package;
        var folders = Path.GetRelativePath(Packages.Folder(package), Path.GetDirectoryName(path)!);
        return folders == "." ? root : $"{root}.{folders.Replace(Path.DirectorySeparatorChar, '.')}";
    }

    private static bool IsRegistration(string path) => Path.GetFileName(Path.GetDirectoryName(path)) == "DependencyInjection";

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(
        @"^public (?:(?:static|sealed|abstract|readonly|ref|partial) )*(?:class|struct|interface|enum|record struct|record|delegate \S+) (?<name>\w+)",
        RegexOptions.Multiline,
        matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PublicTypePattern();
}

using System.Xml.Linq;

namespace InventorySync.Architecture.Tests;

/// <summary>Dependencies point inwards: all packages know Core, Core knows none, and no two others know each other.</summary>
public sealed class DependencyTests
{
    public static TheoryData<string> PackagesButCore => [.. Packages.All.Where(package => package != Packages.Core)];

    [Fact]
    public void Core_Projects_ReferencesNone() => Assert.Empty(References(Packages.Core, "ProjectReference"));

    [Fact]
    public void Core_Packages_AreMicrosoftExtensionsOnly() =>
        Assert.All(References(Packages.Core, "PackageReference"), name => Assert.StartsWith("Microsoft.Extensions.", name, StringComparison.Ordinal));

    [Fact]
    public void Core_Assembly_KnowsNoPackageOfOursNoDatabaseNoHttp()
    {
        string[] refused =
        [
            "InventorySync", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Microsoft.Data", "SQLitePCLRaw", "System.Data", "System.Net.Http",
        ];

        Assert.DoesNotContain(AssembliesKnownTo(Packages.Core), name => refused.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(PackagesButCore))]
    public void OtherPackage_Projects_ReferencesCoreAlone(string package) =>
        Assert.Equal([Packages.Core], References(package, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)));

    [Theory]
    [MemberData(nameof(PackagesButCore))]
    public void OtherPackage_Assembly_KnowsNoPackageOfOursButCore(string package) =>
        Assert.DoesNotContain(
            AssembliesKnownTo(package),
            name => name.StartsWith("InventorySync", StringComparison.Ordinal) && name != Packages.Core);

    private static IEnumerable<string> AssembliesKnownTo(string package) =>
        Packages.Load(package).GetReferencedAssemblies().Select(reference => reference.Name!);

    private static IEnumerable<string> References(string package, string element) =>
        XDocument.Load(Packages.ProjectFile(package)).Descendants(element).Select(reference => reference.Attribute("Include")!.Value);
}

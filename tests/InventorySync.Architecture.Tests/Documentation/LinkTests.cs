namespace InventorySync.Architecture.Tests.Documentation;

/// <summary>A link inside the repository leads somewhere.</summary>
public sealed class LinkTests
{
    public static TheoryData<string> Pages => [.. Page.All.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_LinksInsideTheRepository_LeadToAFileAndAHeading(string name)
    {
        var page = Page.All.Single(candidate => candidate.Name == name);

        Assert.DoesNotContain(page.Links, link => IsRelative(link) && !LeadsSomewhere(page, link));
    }

    // Package pages are shown where the repository is not: a relative link would be dead there.
    [Fact]
    public void PackagePage_Links_AreAbsolute() =>
        Assert.DoesNotContain(Page.All.Where(page => page.Name.StartsWith("src/", StringComparison.Ordinal)).SelectMany(page => page.Links), IsRelative);

    private static bool IsRelative(string link) => !Uri.IsWellFormedUriString(link, UriKind.Absolute);

    private static bool LeadsSomewhere(Page page, string link)
    {
        var parts = link.Split('#', 2);
        var path = parts[0].Length == 0 ? page.FullPath : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.FullPath)!, parts[0]));
        if (parts.Length == 1)
        {
            return File.Exists(path) || Directory.Exists(path);
        }

        return Page.All.FirstOrDefault(candidate => candidate.FullPath == path) is { } target
            && target.Anchors.Contains(parts[1], StringComparer.Ordinal);
    }
}

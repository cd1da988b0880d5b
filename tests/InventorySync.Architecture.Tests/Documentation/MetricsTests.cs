using System.Text.RegularExpressions;

namespace InventorySync.Architecture.Tests.Documentation;

/// <summary>The instruments that docs/operating.md lists are those that exist.</summary>
public sealed partial class MetricsTests
{
    [Fact]
    public void OperatingPage_Instruments_AreThoseOfTheCode()
    {
        var inCode = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Repository.NameOf(path).Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(path => InCode().Matches(File.ReadAllText(path)));
        var onPage = OnPage().Matches(File.ReadAllText(Repository.PathOf("docs", "operating.md")));

        Assert.Equal(Names(inCode), Names(onPage));
    }

    private static IEnumerable<string> Names(IEnumerable<Match> matches) =>
        matches.Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("\"(?<name>inventorysync\\.[a-z_]+\\.[a-z_]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex InCode();

    [GeneratedRegex("`(?<name>inventorysync\\.[a-z_]+\\.[a-z_]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OnPage();
}

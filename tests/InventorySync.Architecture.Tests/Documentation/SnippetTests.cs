namespace InventorySync.Architecture.Tests.Documentation;

/// <summary>The C# that the pages show is compiled code: it stands, line for line, in a file of a sample or of a test.</summary>
public sealed class SnippetTests
{
    private static readonly Lazy<IReadOnlyList<string[]>> Compiled = new(() =>
    [
        .. new[] { "samples", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Where(path => !Repository.NameOf(path).Contains("/obj/", StringComparison.Ordinal))
            .Select(File.ReadAllLines),
    ]);

    public static TheoryData<string, int> Snippets
    {
        get
        {
            var snippets = new TheoryData<string, int>();
            foreach (var page in Page.All)
            {
                foreach (var fence in page.Fences.Where(fence => fence.Language == "csharp"))
                {
                    snippets.Add(page.Name, fence.Line);
                }
            }

            return snippets;
        }
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Snippet_OfAPage_StandsInACompiledFile(string page, int line)
    {
        var snippet = Page.All.Single(candidate => candidate.Name == page).Fences.Single(fence => fence.Line == line).Code;

        Assert.True(
            Compiled.Value.Any(file => Holds(file, snippet)),
            $"The C# in {page}, line {line}, stands in no file under samples or tests. Show lines of one, word for word, or add it to one.");
    }

    /// <summary>Whether the snippet's lines follow each other in the file, indented more by the same amount.</summary>
    private static bool Holds(string[] file, IReadOnlyList<string> snippet)
    {
        for (var start = 0; start <= file.Length - snippet.Count; start++)
        {
            var at = file[start].IndexOf(snippet[0], StringComparison.Ordinal);
            if (at < 0 || file[start].AsSpan(0, at).ContainsAnyExcept(' '))
            {
                continue;
            }

            var indentation = new string(' ', at);
            if (snippet.Select((line, i) => file[start + i] == (line.Length == 0 ? line : indentation + line)).All(same => same))
            {
                return true;
            }
        }

        return false;
    }
}

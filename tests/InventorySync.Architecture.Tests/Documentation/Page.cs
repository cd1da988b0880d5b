using System.Text.RegularExpressions;

namespace InventorySync.Architecture.Tests.Documentation;

/// <summary>A Markdown page of the repository: its code blocks, links and headings.</summary>
internal sealed partial class Page
{
    private readonly List<string> _prose = [];
    private readonly List<Fence> _fences = [];

    private Page(string path)
    {
        FullPath = path;
        (int Line, string Language, List<string> Code)? open = null;
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            var isFence = lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal);
            switch (isFence, open)
            {
                case (true, null):
                    open = (i + 1, lines[i].Trim().TrimStart('`'), []);
                    break;
                case (true, { } block):
                    _fences.Add(new Fence(block.Language, block.Line, block.Code));
                    open = null;
                    break;
                case (false, { } block):
                    block.Code.Add(lines[i]);
                    break;
                default:
                    _prose.Add(lines[i]);
                    break;
            }
        }

        if (open is { } unclosed)
        {
            throw new InvalidDataException($"{Name}: the code block of line {unclosed.Line} is never closed.");
        }
    }

    /// <summary>Every page that is checked in: the root's, the packages', and all under <c>docs</c>.</summary>
    public static IReadOnlyList<Page> All { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories))
            .Concat(new[] { "src", "samples" }.SelectMany(folder => Directory.EnumerateDirectories(Repository.PathOf(folder))
                .SelectMany(project => Directory.EnumerateFiles(project, "*.md"))))
            .Order(StringComparer.Ordinal)
            .Select(path => new Page(path)),
    ];

    public static Page Readme { get; } = All.Single(page => page.Name == "README.md");

    public string FullPath { get; }

    public string Name => Repository.NameOf(FullPath);

    public IReadOnlyList<Fence> Fences => _fences;

    /// <summary>The targets of its links and images, as written.</summary>
    public IEnumerable<string> Links => _prose.SelectMany(line => LinkPattern().Matches(line)).Select(match => match.Groups["target"].Value);

    /// <summary>The anchors that links may name: each heading in lower case, with hyphens for spaces and without punctuation.</summary>
    public IEnumerable<string> Anchors => _prose
        .Where(line => line.StartsWith('#'))
        .Select(line => AnchorNoise().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex AnchorNoise();
}

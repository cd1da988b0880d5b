namespace InventorySync.Architecture.Tests.Documentation;

/// <summary>The commands with which the README lets a reader set up, run and test are those that every change is checked with.</summary>
public sealed class CommandTests
{
    [Fact]
    public void Readme_CommandsToTryIt_AreRunForEveryChange()
    {
        var scripts = string.Join('\n', Directory.EnumerateFiles(Repository.PathOf("eng"), "*.sh").Append(Repository.PathOf(".ci", "run")).Select(File.ReadAllText));
        var commands = Page.Readme.Fences.First(fence => fence.Language == "sh").Code.Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal)).ToArray();

        Assert.Equal(4, commands.Length);
        Assert.All(commands, command => Assert.Contains(command.Split('#')[0].TrimEnd(), scripts, StringComparison.Ordinal));
    }
}

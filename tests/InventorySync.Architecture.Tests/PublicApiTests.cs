namespace InventorySync.Architecture.Tests;

/// <summary>Holds each package's public surface against the listing checked in beside its project, so that every change of it is seen in review.</summary>
public sealed class PublicApiTests
{
    private const string UpdateVariable = "UPDATE_PUBLIC_API";

    public static TheoryData<string> AllPackages => [.. Packages.All];

    [Theory]
    [MemberData(nameof(AllPackages))]
    public void PublicSurface_ComparedWithListing_IsTheSame(string package)
    {
        var file = Path.Combine(Packages.Folder(package), "PublicAPI.txt");
        var actual = PublicSurface.Lines(Packages.Load(package));
        string[] listed = File.Exists(file) ? File.ReadAllLines(file) : [];
        if (actual.SequenceEqual(listed, StringComparer.Ordinal))
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(file, string.Concat(actual.Select(line => line + "\n")));
            return;
        }

        var difference = listed.Except(actual, StringComparer.Ordinal).Select(line => "- " + line)
            .Concat(actual.Except(listed, StringComparer.Ordinal).Select(line => "+ " + line));
        Assert.Fail(
            $"The public surface of {package} is not what src/{package}/PublicAPI.txt lists. If the change is meant, run this test with "
            + $"{UpdateVariable}=1 and commit the file.\n{string.Join('\n', difference)}");
    }
}

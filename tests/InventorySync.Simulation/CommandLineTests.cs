namespace InventorySync.Simulation;

/// <summary>A sweep that would check nothing is refused: it must not look like one in which nothing failed.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--seeds 0", "--seeds is 0; give it 1 or more: with none, nothing is checked.")]
    [InlineData("--seeds -1", "--seeds is -1; give it 1 or more: with none, nothing is checked.")]
    [InlineData("--seeds many", "many")]
    public void Parse_SeedsThatCannotBeRun_AreRefused(string arguments, string message) =>
        Assert.Contains(Program.Command().Parse(arguments.Split(' ')).Errors, error => error.Message.Contains(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("--seeds 1")]
    [InlineData("--from 2147483647 --seeds 1")]
    [InlineData("--replay -5 --trace")]
    public void Parse_SeedsThatCanBeRun_AreTaken(string arguments) =>
        Assert.Empty(Program.Command().Parse(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Errors);
}

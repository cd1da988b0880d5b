namespace InventorySync.Architecture.Tests.Documentation;

/// <summary>A fenced code block of a page.</summary>
/// <param name="Language">What follows the opening fence; empty where nothing does.</param>
/// <param name="Line">The line of the opening fence, from 1.</param>
/// <param name="Code">The lines between the fences.</param>
internal sealed record Fence(string Language, int Line, IReadOnlyList<string> Code)
{
    public string Text => string.Join('\n', Code);
}

namespace InventorySync.Simulation.Processes;

/// <summary>What a caller of a process gets: the product's answer, or none.</summary>
/// <param name="Ending">How the call ended.</param>
/// <param name="Value">The answer; default unless answered.</param>
/// <param name="Why">Why there is none.</param>
internal readonly record struct Answer<T>(CallEnding Ending, T? Value = default, string Why = "")
{
    public bool IsAnswered => Ending == CallEnding.Answered;
}

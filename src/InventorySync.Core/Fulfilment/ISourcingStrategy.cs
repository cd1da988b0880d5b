namespace InventorySync.Fulfilment;

/// <summary>Chooses the locations of a line that names none.</summary>
/// <remarks>
/// Called inside the atomic evaluation, on the writer's loop: pure, without waiting and without locks, and quick, because
/// every other operation waits for it. One instance serves all operations.
/// </remarks>
public interface ISourcingStrategy
{
    /// <summary>The name under which settings choose the strategy.</summary>
    string Name { get; }

    /// <summary>Divides the wanted units between the candidates.</summary>
    /// <param name="context">What is wanted and where it could come from.</param>
    /// <param name="units">
    /// As long as the candidates and zeroed: write each candidate's share, at most its available units. What the shares leave
    /// open is refused for a request, or taken from the first candidate as a permitted backorder; a fact's rest is always
    /// recorded at the first candidate.
    /// </param>
    void Choose(in SourcingContext context, Span<long> units);
}

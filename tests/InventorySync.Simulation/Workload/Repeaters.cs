namespace InventorySync.Simulation.Workload;

/// <summary>Impatient callers and their retry policies: they ask again under an id that was asked before.</summary>
internal sealed class Repeaters : IActor
{
    private readonly Callers _callers;

    public Repeaters(Callers callers) => _callers = callers;

    public double Weight => 4;

    public void Act() => _callers.AskAgain();
}

using InventorySync.Reconciliation;
using InventorySync.Simulation.Auditing;
using InventorySync.Simulation.Worlds;

namespace InventorySync.Simulation.Workload;

/// <summary>Lets the product verify its own ledger while stock moves: it must find nothing, since nothing is wrong.</summary>
internal sealed class Bookkeeper : IActor
{
    private readonly World _world;

    public Bookkeeper(World world) => _world = world;

    public double Weight => 0.2;

    public void Act() => _world.Auditor.Verdict.Watch(VerifyAsync());

    private async Task VerifyAsync()
    {
        var process = _world.Processes[^1];
        var answer = await process.CallAsync(running => running.Get<ILedgerVerifier>().VerifyAsync());
        _world.Trace.Note("bookkeeper", $"verified: {answer.Ending}");
        if (answer.Value is { IsSound: false } report)
        {
            throw new InvariantViolatedException(Invariant.I2Conservation, $"the verifier finds fault: {report}");
        }
    }
}

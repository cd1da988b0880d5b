using InventorySync.Simulation.Processes;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;

namespace InventorySync.Simulation.Workload;

/// <summary>
/// The application's own code around the product: names operations, asks a running process, and asks again under the same id
/// where it was left without an answer, as a careful caller does.
/// </summary>
internal sealed class Callers
{
    private readonly World _world;
    private readonly Chance _chance;
    private readonly List<StockOperation> _unanswered = [];
    private readonly List<StockOperation> _answered = [];
    private int _operations;

    public Callers(World world)
    {
        _world = world;
        _chance = world.Chance.Branch();
    }

    /// <summary>Names an operation: by the caller's own text, or by a UUID.</summary>
    public OperationId NextId(string who)
    {
        var number = ++_operations;
        return _chance.Happens(0.3)
            ? new OperationId(new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1))
            : new OperationId($"{who}-{number}");
    }

    /// <summary>Asks one of the running processes.</summary>
    /// <returns>What was told; null: nothing, or that no process runs, or that it failed.</returns>
    public async Task<StockOutcome?> AskAsync(StockOperation operation)
    {
        if (AnyProcess() is not { } process)
        {
            return null;
        }

        var outcome = await process.ApplyAsync(operation, WithdrawnMaybe());
        if (outcome is null)
        {
            _unanswered.Add(operation);
            return null;
        }

        _answered.Add(operation);
        return outcome;
    }

    /// <summary>Asks, and does not care for the answer.</summary>
    public void Ask(StockOperation operation) => _world.Auditor.Verdict.Watch(AskAsync(operation));

    /// <summary>Asks something again that was asked before, mostly what was left unanswered.</summary>
    public void AskAgain()
    {
        if (_unanswered.Count > 0 && _chance.Happens(0.7))
        {
            var operation = _chance.Pick(_unanswered);
            _unanswered.Remove(operation);
            Ask(operation);
        }
        else if (_answered.Count > 0)
        {
            Ask(_chance.Pick(_answered));
        }
    }

    /// <summary>Asks all that was left unanswered until it is answered.</summary>
    public async Task SettleAsync()
    {
        while (_unanswered.Count > 0)
        {
            var operation = _unanswered[^1];
            _unanswered.RemoveAt(_unanswered.Count - 1);
            await AskAsync(operation);
        }
    }

    private Process? AnyProcess()
    {
        var running = _world.Processes.Where(process => process.IsUp).ToArray();
        return running.Length == 0 ? null : _chance.Pick(running);
    }

    /// <summary>Few callers give up, and those that do give up at any moment.</summary>
    private CancellationToken WithdrawnMaybe() =>
        _chance.Happens(0.03)
            ? new CancellationTokenSource(_chance.Between(TimeSpan.Zero, TimeSpan.FromMilliseconds(50)), _world.Clock).Token
            : CancellationToken.None;
}

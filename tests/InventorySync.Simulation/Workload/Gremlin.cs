using InventorySync.Simulation.Processes;
using InventorySync.Simulation.Worlds;

namespace InventorySync.Simulation.Workload;

/// <summary>Crashes processes, between any two steps of theirs, and starts them again; while it is up it also stops some in good order.</summary>
internal sealed class Gremlin
{
    private readonly World _world;
    private readonly Chance _chance;
    private bool _isTired;
    private bool _isGone;

    public Gremlin(World world)
    {
        _world = world;
        _chance = world.Chance.Branch();
    }

    public void Start()
    {
        // Also without crashes: a process that failed to start is started again, as any host would.
        _world.Later(TimeSpan.FromSeconds(1), Supervise);
        if (_world.Plan.CrashInterval is { } interval)
        {
            _world.Later(NextCrash(interval), () => Strike(interval));
        }
    }

    /// <summary>No more crashes from here on.</summary>
    public void Tire() => _isTired = true;

    /// <summary>Nothing is started again either.</summary>
    public void Leave() => _isGone = true;

    private void Strike(TimeSpan interval)
    {
        if (_isTired)
        {
            return;
        }

        var process = _chance.Pick(_world.Processes);
        if (_chance.Happens(0.2) && process.IsUp)
        {
            _world.Auditor.Verdict.Watch(process.StopAsync());
        }
        else
        {
            process.Crash();
        }

        _world.Later(NextCrash(interval), () => Strike(interval));
    }

    private void Supervise()
    {
        if (_isGone)
        {
            return;
        }

        foreach (var process in _world.Processes.Where(process => process.State == ProcessState.Down))
        {
            if (_isTired || _chance.Happens(0.3))
            {
                _world.Auditor.Verdict.Watch(process.StartAsync());
            }
        }

        _world.Later(TimeSpan.FromSeconds(1), Supervise);
    }

    private TimeSpan NextCrash(TimeSpan interval) => _chance.Between(TimeSpan.Zero, interval * 2);
}

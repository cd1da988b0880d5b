using System.Runtime.CompilerServices;
using InventorySync.Simulation.Processes;
using InventorySync.Simulation.Worlds;
using InventorySync.Storage;

namespace InventorySync.Simulation.Storage;

/// <summary>
/// The way from one incarnation to the durable store. Every call takes time before and after its effect, so that a crash and
/// another process's calls can fall on either side of it; it may fail on either side too.
/// </summary>
internal sealed class StoreDoor
{
    private readonly Incarnation _life;
    private readonly StoreWeather _weather;
    private readonly Chance _chance;
    private readonly Trace _trace;

    public StoreDoor(Incarnation life, StoreWeather weather, Chance chance, Trace trace)
    {
        _life = life;
        _weather = weather;
        _chance = chance;
        _trace = trace;
    }

    /// <summary>Whether things go wrong at present.</summary>
    public bool IsStormy => _weather.IsStormy;

    /// <summary>Does something to the process, if it is still there.</summary>
    public void IfAlive(Action deed)
    {
        if (_life.IsAlive)
        {
            deed();
        }
    }

    public async Task<T> CallAsync<T>(string call, Func<Task<T>> effect, CancellationToken cancellationToken)
    {
        _life.Enter(call);
        await PassAsync(cancellationToken);
        if (_chance.Happens(_weather.FailsBefore))
        {
            throw Failure(call, "failed");
        }

        // The durable store lives in memory and answers at once: the effect happens in one piece, right here.
        var result = await effect();
        _trace.Note(_life.Name, call);
        await PassAsync(cancellationToken);
        return _chance.Happens(_weather.FailsAfter) ? throw Failure(call, "answer lost") : result;
    }

    public async Task CallAsync(string call, Func<Task> effect, CancellationToken cancellationToken) =>
        await CallAsync(
            call,
            async () =>
            {
                await effect();
                return true;
            },
            cancellationToken);

    public async IAsyncEnumerable<T> StreamAsync<T>(
        string call, Func<IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _life.Enter(call);
        await PassAsync(cancellationToken);
        if (_chance.Happens(_weather.FailsBefore))
        {
            throw Failure(call, "failed");
        }

        var count = 0;
        await foreach (var item in read().WithCancellation(cancellationToken))
        {
            // Long streams are read in several round trips, between which the world moves on.
            if (++count % 32 == 0)
            {
                await PassAsync(cancellationToken);
            }

            yield return item;
        }

        _trace.Note(_life.Name, $"{call}: {count}");
    }

    private Task PassAsync(CancellationToken cancellationToken) =>
        _life.PassAsync(_chance.Between(_weather.LatencyMin, _weather.LatencyMax), cancellationToken);

    private StorageException Failure(string call, string how)
    {
        _trace.Note(_life.Name, $"{call}: {how}");
        return new StorageException($"The simulated database {how} in '{call}'; ask again.", isTransient: true);
    }
}

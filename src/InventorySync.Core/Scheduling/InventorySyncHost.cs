using InventorySync.Storage;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Scheduling;

/// <summary>Starts and stops all parts with the application.</summary>
internal sealed class InventorySyncHost : IHostedService
{
    private readonly IInventoryStore _store;
    private readonly ILoop[] _loops;
    private int _started;

    public InventorySyncHost(IInventoryStore store, IEnumerable<ILoop> loops)
    {
        _store = store;
        _loops = [.. loops.OrderBy(loop => loop.Stage)];
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _store.InitializeAsync(cancellationToken).ConfigureAwait(false);
        foreach (var loop in _loops)
        {
            // Counted before the start, so that a part that failed half-way is stopped too.
            _started++;
            await loop.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        List<Exception>? faults = null;
        while (_started > 0)
        {
            try
            {
                await _loops[--_started].StopAsync(cancellationToken).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // One part's failure must not keep the others from draining; all are reported below.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                (faults ??= []).Add(fault);
            }
        }

        if (faults is not null)
        {
            throw new AggregateException("Some parts of InventorySync did not stop cleanly.", faults);
        }
    }
}

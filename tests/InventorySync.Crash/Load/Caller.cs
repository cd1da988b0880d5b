using InventorySync.Crash.Telling;
using InventorySync.Storage;

namespace InventorySync.Crash.Load;

/// <summary>Asks one thing after the other, and the same again under the same id where it did not hear what became of it.</summary>
internal sealed class Caller
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly Till _till;
    private readonly Workload _workload;
    private readonly IReadOnlyList<Ask> _open;

    /// <param name="till">Where to ask.</param>
    /// <param name="workload">What to ask for.</param>
    /// <param name="open">What another process was not answered, and is asked first.</param>
    public Caller(Till till, Workload workload, IReadOnlyList<Ask> open)
    {
        _till = till;
        _workload = workload;
        _open = open;
    }

    /// <param name="stop">After it nothing else is asked for; what was asked for is asked until it is answered.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var ask in _open)
        {
            await AskUntilToldAsync(ask);
        }

        while (!stop.IsCancellationRequested)
        {
            await AskUntilToldAsync(_workload.Next());
        }
    }

    private async Task AskUntilToldAsync(Ask ask)
    {
        while (true)
        {
            try
            {
                _workload.Heard(ask, await _till.AskAsync(ask));
                return;
            }
            catch (StorageException fault) when (fault.IsTransient)
            {
                await Task.Delay(RetryDelay);
            }
            catch (StorageException)
            {
                // For good: it is in the log, and the audit will say so.
                return;
            }
        }
    }
}

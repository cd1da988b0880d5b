using InventorySync.Engine;
using InventorySync.Simulation.Auditing;
using InventorySync.Storage;

namespace InventorySync.Simulation.Processes;

/// <summary>The calls into one process that wait for an answer. A crash ends them all without one, as broken connections do.</summary>
internal sealed class PendingCalls
{
    private readonly Verdict _verdict;
    private readonly List<Action> _breaks = [];

    public PendingCalls(Verdict verdict) => _verdict = verdict;

    public int Count => _breaks.Count;

    public async Task<Answer<T>> CallAsync<T>(Func<Task<T>> call)
    {
        var end = new TaskCompletionSource<Answer<T>>();
        void Break() => end.TrySetResult(new Answer<T>(CallEnding.Crashed, Why: "the process crashed"));
        _breaks.Add(Break);
        _verdict.Watch(RelayAsync(call, end));
        var answer = await end.Task;
        _breaks.Remove(Break);
        return answer;
    }

    /// <summary>The process is no more.</summary>
    public void BreakAll()
    {
        foreach (var @break in _breaks.ToArray())
        {
            @break();
        }
    }

    private static async Task RelayAsync<T>(Func<Task<T>> call, TaskCompletionSource<Answer<T>> end)
    {
        try
        {
            end.TrySetResult(new Answer<T>(CallEnding.Answered, await call()));
        }
        catch (OperationCanceledException withdrawn)
        {
            end.TrySetResult(new Answer<T>(CallEnding.Withdrawn, Why: withdrawn.Message));
        }
        catch (StockControllerStoppedException stopped)
        {
            end.TrySetResult(new Answer<T>(CallEnding.Stopped, Why: stopped.Message));
        }
        catch (StorageException failed)
        {
            end.TrySetResult(new Answer<T>(CallEnding.StoreFailed, Why: failed.Message));
        }
    }
}

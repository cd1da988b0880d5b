using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Engine.Writing;

/// <summary>
/// Looks up what came of operations that were applied before in all likelihood, beside the batches: in a batch, the store would
/// refuse it as a whole, and its other operations would be decided and sent again.
/// </summary>
/// <remarks>Owned by the writer's loop. One read at a time is under way; what comes meanwhile is looked up by the next.</remarks>
internal sealed partial class RepeatLookup
{
    // A read costs as much as a good part of a batch, however many it is about: under load, repeats of some batches share one.
    private const int BatchesMax = 4;
    private const int WaitingMax = 16;

    private readonly BatchLoader _loader;
    private readonly Answers _answers;
    private readonly ILogger _logger;
    private List<PendingOperation> _waiting = [];
    private List<PendingOperation> _asked = [];
    private Task<IReadOnlyList<RecordedOperation>>? _load;
    private int _batches;

    public RepeatLookup(BatchLoader loader, Answers answers, ILogger logger)
    {
        _logger = logger;
        _loader = loader;
        _answers = answers;
    }

    /// <summary>Whether nobody waits for an answer from here.</summary>
    public bool IsIdle => _load is null && _waiting.Count == 0;

    public void Add(PendingOperation pending) => _waiting.Add(pending);

    /// <summary>Tells what was found by now, and begins to look up what has come since.</summary>
    /// <param name="isWaiting">Whether there is nothing else to do than to wait for what is under way.</param>
    /// <param name="unknown">Takes those that were not applied after all; they are to be decided like any other.</param>
    public async ValueTask ContinueAsync(bool isWaiting, Queue<PendingOperation> unknown)
    {
        if (_load is { } load && (isWaiting || load.IsCompleted))
        {
            await TellAsync(load, unknown).ConfigureAwait(false);
        }

        if (_load is null && _waiting.Count > 0 && (isWaiting || _waiting.Count >= WaitingMax || ++_batches >= BatchesMax))
        {
            _batches = 0;
            (_asked, _waiting) = (_waiting, _asked);
            _load = LoadAsync();
        }
    }

    private async Task<IReadOnlyList<RecordedOperation>> LoadAsync() =>
        await _loader.ReadOperationsAsync(_asked.ConvertAll(pending => pending.Operation.Id)).ConfigureAwait(false);

    private async Task TellAsync(Task<IReadOnlyList<RecordedOperation>> load, Queue<PendingOperation> unknown)
    {
        try
        {
            _answers.TellRepeats(_asked, await load.ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever the store threw: a batch finds the operation too, and tries as often as the options say.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(fault, _asked.Count);
        }

        _load = null;
        foreach (var pending in _asked)
        {
            pending.IsLookedUp = true;
            unknown.Enqueue(pending);
        }

        _asked.Clear();
    }

    [LoggerMessage(1004, LogLevel.Warning, "The outcomes of {Operations} operations that were applied before could not be read; they are found when they are written again.")]
    private partial void LogFailed(Exception fault, int operations);
}

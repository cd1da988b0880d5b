using InventorySync.Broadcast.Planning;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>
/// What people ask for. While the loop runs it does the work, since nobody else may touch the plan or the listings' rows;
/// before and after that the store is changed directly, and the loop, which may be another process's, is told to look at it.
/// </summary>
internal sealed partial class ChannelDispatcher
{
    // Somebody else changes the same row at the same moment: so often in a row, nobody does.
    private const int EditAttemptsMax = 10;

    private readonly Lock _requestLock = new();
    private readonly Queue<Func<Task>> _requests = new();
    private bool _takesRequests;

    public Task PauseAsync(bool isPaused, CancellationToken cancellationToken) => AskAsync(
        async plan =>
        {
            await _parts.Store.Channels.SavePausedAsync(Channel, isPaused, Patience(plan, cancellationToken)).ConfigureAwait(false);
            if (plan is not null)
            {
                plan.Pause(isPaused);
            }

            if (isPaused)
            {
                BroadcastLog.Paused(_parts.Logger, Channel);
            }
            else
            {
                BroadcastLog.Resumed(_parts.Logger, Channel);
            }

            return true;
        },
        cancellationToken);

    /// <summary>Notes a resync; it begins in the next cycle, or at the start.</summary>
    /// <param name="scope">What to compare or write.</param>
    /// <param name="isNow">Whether it is noted only while the loop runs.</param>
    /// <returns>Whether it was noted.</returns>
    public bool Resync(ResyncScope scope, bool isNow = false)
    {
        lock (_requestLock)
        {
            if (isNow && !_takesRequests)
            {
                return false;
            }

            _requests.Enqueue(() =>
            {
                BroadcastLog.ResyncBegun(_parts.Logger, Channel, scope);
                _plan.Resync(scope, _clock.Now);
                return Task.CompletedTask;
            });
        }

        _wake.Set();
        return true;
    }

    public Task<bool> AnswerAsync(Guid question, bool isConfirmed, CancellationToken cancellationToken) => AskAsync(
        plan =>
        {
            var stood = plan is not null && plan.Answer(question, isConfirmed, _clock.Now);
            if (stood)
            {
                BroadcastLog.BlastRadiusAnswered(_parts.Logger, Channel, question, isConfirmed ? "are sent" : "stay as they are");
            }

            return Task.FromResult(stood);
        },
        cancellationToken);

    /// <summary>Changes listings' rows, all in one write.</summary>
    /// <param name="skus">Which, each once.</param>
    /// <param name="edit">The row as it is, or null; gives the row as it is to be. The same row: no change.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many changed.</returns>
    public Task<int> EditAsync(IReadOnlyList<Sku> skus, Func<Sku, Listing?, Listing?> edit, CancellationToken cancellationToken) =>
        AskAsync(plan => EditAsync(plan, skus, edit, cancellationToken), cancellationToken);

    public Task<bool> RemoveAsync(Sku sku, CancellationToken cancellationToken) => AskAsync(
        async plan =>
        {
            var wasThere = await _parts.Store.Listings.RemoveAsync(Channel, sku, Patience(plan, cancellationToken)).ConfigureAwait(false);
            plan?.Remove(sku, _clock.Now);
            if (plan is null)
            {
                _inbox.OnListingChanged(Channel, sku);
            }

            return wasThere;
        },
        cancellationToken);

    private async Task<int> EditAsync(
        ChannelPlan? plan, IReadOnlyList<Sku> skus, Func<Sku, Listing?, Listing?> edit, CancellationToken cancellationToken)
    {
        var changed = 0;
        for (var attempt = 1; attempt <= EditAttemptsMax; attempt++)
        {
            List<Listing> rows = [];
            foreach (var sku in skus)
            {
                var row = await FindRowAsync(plan, sku, cancellationToken).ConfigureAwait(false);
                if (edit(sku, row) is { } next && next != row)
                {
                    rows.Add(next);
                }
            }

            var refused = rows.Count == 0 ? [] : await SaveEditsAsync(plan, rows, cancellationToken).ConfigureAwait(false);
            changed += rows.Count - refused.Count;
            if (refused.Count == 0)
            {
                return changed;
            }

            skus = refused;
        }

        throw new StorageException(
            $"Listings of channel '{Channel}' (such as that of SKU '{skus[0]}') were changed by others {EditAttemptsMax} times in a row while they were being changed; try again.",
            isTransient: true);
    }

    /// <returns>The SKUs whose rows another process has changed meanwhile, so that they were not written.</returns>
    private async Task<List<Sku>> SaveEditsAsync(ChannelPlan? plan, List<Listing> rows, CancellationToken cancellationToken)
    {
        List<Sku> refused = [];
        try
        {
            if (_parts.Store.Coordination is { } coordination)
            {
                var lease = plan is null ? null : _lease;
                var versions = await coordination.SaveListingsAsync(rows, lease, Patience(plan, cancellationToken)).ConfigureAwait(false);
                for (var i = 0; i < rows.Count; i++)
                {
                    rows[i] = rows[i] with { Version = versions[i] };
                }
            }
            else
            {
                await _parts.Store.Listings.SaveAsync(rows, Patience(plan, cancellationToken)).ConfigureAwait(false);
            }
        }
        catch
        {
            // It may have been written all the same.
            _reloads.AddRange(plan is null ? [] : rows.Select(row => row.Sku));
            throw;
        }

        foreach (var row in rows)
        {
            if (row.Version == 0 && _parts.Store.Coordination is not null)
            {
                refused.Add(row.Sku);
            }
            else if (plan is null)
            {
                _inbox.OnListingChanged(Channel, row.Sku);
            }
            else
            {
                plan.Apply(row, _clock.Now);
            }
        }

        foreach (var sku in plan is null ? [] : refused)
        {
            await ReloadAsync(sku).ConfigureAwait(false);
        }

        return refused;
    }

    // Who asked may give up waiting; a write on the loop is finished all the same, or store and plan would part.
    private CancellationToken Patience(ChannelPlan? plan, CancellationToken cancellationToken) => plan is null ? cancellationToken : _abort.Token;

    private async Task<Listing?> FindRowAsync(ChannelPlan? plan, Sku sku, CancellationToken cancellationToken) => plan is not null
        ? plan.Find(sku)?.ToRow(Channel)
        : await _parts.Store.Listings.FindAsync(Channel, sku, cancellationToken).ConfigureAwait(false);

    private async Task<T> AskAsync<T>(Func<ChannelPlan?, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = _runtime.CreateCompletion<T>();
        bool isTaken;
        lock (_requestLock)
        {
            isTaken = _takesRequests;
            if (isTaken)
            {
                _requests.Enqueue(() => AnswerAsync(work, answer));
            }
        }

        if (!isTaken)
        {
            return await work(null).ConfigureAwait(false);
        }

        _wake.Set();
        using var registration = cancellationToken.UnsafeRegister((_, token) => answer.TrySetCanceled(token), null);
        return await answer.Task.ConfigureAwait(false);
    }

    private async Task AnswerAsync<T>(Func<ChannelPlan?, Task<T>> work, TaskCompletionSource<T> answer)
    {
        // Whoever asked gave up before the work began.
        if (answer.Task.IsCompleted)
        {
            return;
        }

        try
        {
            // Once the channel may be another process's, the plan means nothing any more.
            answer.TrySetResult(await work(_isLost ? null : _plan).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // The failure belongs to who asked; the loop goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            answer.TrySetException(fault);
        }
    }

    private void BeginToTakeRequests()
    {
        lock (_requestLock)
        {
            _takesRequests = true;
        }
    }

    private async Task RunRequestsAsync()
    {
        while (TakeRequest() is { } request)
        {
            await request().ConfigureAwait(false);
        }
    }

    // From here on who asks works on the store directly; those who asked before are still answered.
    private async Task EndRequestsAsync()
    {
        lock (_requestLock)
        {
            _takesRequests = false;
        }

        await RunRequestsAsync().ConfigureAwait(false);
    }

    private Func<Task>? TakeRequest()
    {
        lock (_requestLock)
        {
            return _requests.TryDequeue(out var request) ? request : null;
        }
    }
}

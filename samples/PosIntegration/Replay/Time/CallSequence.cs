namespace PosIntegration.Replay.Time;

/// <summary>Makes the replay's HTTP calls one at a time, in the order in which they were asked for.</summary>
/// <remarks>
/// Real sockets answer in an order of their own, and a ledger that depends on it could not be replayed. So a call is only
/// noted when it is asked for, and made when the replay says so, while nothing else moves. Whoever waits for its answer goes
/// on inside <see cref="DrainAsync"/>, before the next call is made.
/// </remarks>
internal sealed class CallSequence
{
    private readonly Lock _lock = new();
    private readonly Queue<Call> _calls = new();

    /// <summary>Calls made so far.</summary>
    public long Made { get; private set; }

    /// <summary>Notes a call.</summary>
    /// <returns>The answer with its whole body, once the call was made.</returns>
    public Task<HttpResponseMessage> EnqueueAsync(Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellationToken)
    {
        // Without asynchronous continuations: the caller goes on within the drain, not beside it.
        var call = new Call(send, new TaskCompletionSource<HttpResponseMessage>(), cancellationToken);
        lock (_lock)
        {
            _calls.Enqueue(call);
        }

        return call.Answer.Task;
    }

    /// <summary>Makes the calls that wait, and those that their answers lead to, until none waits.</summary>
    public async Task DrainAsync()
    {
        while (TryTake(out var call))
        {
            Made++;
            try
            {
                call.Token.ThrowIfCancellationRequested();
                var response = await call.Send(call.Token).ConfigureAwait(false);

                // The body is read here, so that whoever gets the answer has nothing left to wait for.
                await response.Content.LoadIntoBufferAsync(call.Token).ConfigureAwait(false);
                call.Answer.SetResult(response);
            }
            catch (OperationCanceledException cancelled)
            {
                call.Answer.SetCanceled(cancelled.CancellationToken);
            }
            catch (Exception fault)
            {
                call.Answer.SetException(fault);
            }
        }
    }

    private bool TryTake(out Call call)
    {
        lock (_lock)
        {
            return _calls.TryDequeue(out call);
        }
    }

    private readonly record struct Call(
        Func<CancellationToken, Task<HttpResponseMessage>> Send, TaskCompletionSource<HttpResponseMessage> Answer, CancellationToken Token);
}

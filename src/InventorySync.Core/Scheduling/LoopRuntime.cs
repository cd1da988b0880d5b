using System.Buffers.Binary;
using System.Threading.Channels;

namespace InventorySync.Scheduling;

/// <summary>
/// What every loop takes its time, randomness and waiting from, so that the same loops run on the thread pool in production
/// and on one thread, in virtual time and under a seed, in the simulation.
/// </summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class LoopRuntime
{
    private readonly Lock _randomLock = new();
    private readonly Random _random;

    /// <param name="time">The clock.</param>
    /// <param name="random">Jitter and, where continuations are inline, ids come from it.</param>
    /// <param name="inlineContinuations">
    /// Whether what waits goes on inside the call that completes the wait: deterministic on one thread, and a way into deadlock
    /// and starvation on several, so it is for the simulation alone.
    /// </param>
    public LoopRuntime(TimeProvider time, Random random, bool inlineContinuations = false)
    {
        Time = time;
        _random = random;
        InlineContinuations = inlineContinuations;
    }

    public TimeProvider Time { get; }

    public bool InlineContinuations { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Waits. In the simulation not by a plain Task.Delay: when that is cancelled, its waiter goes on in the thread pool, not inline.</summary>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        InlineContinuations ? InlineDelayAsync(delay, cancellationToken) : Task.Delay(delay, Time, cancellationToken);

    public AsyncSignal CreateSignal() => new(this);

    public TaskCompletionSource<T> CreateCompletion<T>() =>
        new(InlineContinuations ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);

    public Channel<T> CreateQueue<T>(int capacity) => Channel.CreateBounded<T>(new BoundedChannelOptions(capacity)
    {
        SingleReader = true,
        FullMode = BoundedChannelFullMode.Wait,
        AllowSynchronousContinuations = InlineContinuations,
    });

    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    public double NextDouble()
    {
        lock (_randomLock)
        {
            return _random.NextDouble();
        }
    }

    /// <summary>A UUID of version 7: sorts by time. Under inline continuations it comes from the seeded randomness, so that runs repeat.</summary>
    public Guid NewUuid()
    {
        var now = Now;
        if (!InlineContinuations)
        {
            return Guid.CreateVersion7(now);
        }

        Span<byte> bytes = stackalloc byte[16];
        lock (_randomLock)
        {
            _random.NextBytes(bytes);
        }

        // RFC 9562, 5.7: 48 bits of Unix milliseconds, version 7, variant 10, the rest random.
        var head = bytes[6..8].ToArray();
        BinaryPrimitives.WriteInt64BigEndian(bytes, now.ToUnixTimeMilliseconds() << 16);
        bytes[6] = (byte)(0x70 | (head[0] & 0x0F));
        bytes[7] = head[1];
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    private async Task InlineDelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        // A signal that nobody sets ends by its time or by cancellation, both inline. It may wake early where the delay is very long.
        var until = delay == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : Now + delay;
        do
        {
            var left = until == DateTimeOffset.MaxValue ? Timeout.InfiniteTimeSpan : until - Now;
            await CreateSignal().WaitAsync(left, cancellationToken).ConfigureAwait(false);
        }
        while (Now < until);
    }
}

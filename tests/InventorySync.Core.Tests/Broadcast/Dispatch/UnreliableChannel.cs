using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>
/// A channel that answers late, never, or wrongly, loses writes or carries them out after everybody gave them up (within what
/// its descriptor declares), and sells by itself. It watches the rules that a dispatcher owes it.
/// </summary>
internal sealed class UnreliableChannel(ChannelDescriptor descriptor, BroadcastUnderTest broadcast, Random random) : IChannelAdapter, IStockReader, IPushConfirmer
{
    private readonly HashSet<string> _underWay = [];
    private readonly Dictionary<string, long> _sequence = [];
    private readonly Dictionary<string, long> _acknowledged = [];
    private readonly Dictionary<string, PushResult> _outcomes = [];
    private int _calls;

    public ChannelDescriptor Descriptor { get; } = descriptor;

    public Dictionary<string, long> Shown { get; } = [];

    /// <summary>How often something goes wrong, 0 to 1.</summary>
    public double Trouble { get; set; }

    public int Pushes { get; private set; }

    /// <summary>The rules that were broken.</summary>
    public List<string> Broken { get; } = [];

    public async Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default)
    {
        Pushes++;
        Require(pushes.Count >= 1 && pushes.Count <= Descriptor.BatchSizeMax, $"a batch of {pushes.Count}");
        Require(++_calls <= Descriptor.ConcurrencyMax, $"{_calls} calls at once");
        foreach (var push in pushes)
        {
            Require(push.Quantity >= 0 && push.Quantity <= Descriptor.QuantityMax, $"quantity {push.Quantity}");
            Require(_underWay.Add(push.ExternalId), $"two pushes of {push.ExternalId} at once");
            _sequence[push.ExternalId] = _sequence.GetValueOrDefault(push.ExternalId) + 1;
        }

        try
        {
            await Wait(random.NextDouble() * 4, cancellationToken).ConfigureAwait(false);
            if (!IsTrouble())
            {
                return [.. pushes.Select(Carry)];
            }

            switch (random.Next(4))
            {
                case 0:
                    return [.. pushes.Select(_ => PushResult.Throttled(TimeSpan.FromSeconds(random.Next(5))))];
                case 1:
                    return [.. pushes.Select(push => random.Next(3) == 0 ? Lose(push) : Carry(push))];
                case 2:
                    // Nobody hears of it any more, and whatever happens, happens after the caller gave up.
                    await Wait(3_600, cancellationToken).ConfigureAwait(false);
                    throw new InvalidOperationException("A push was not given up in its time.");
                default:
                    throw new HttpRequestException("connection reset");
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException)
        {
            foreach (var push in pushes)
            {
                Lose(push);
            }

            throw;
        }
        finally
        {
            _calls--;
            foreach (var push in pushes)
            {
                _underWay.Remove(push.ExternalId);
            }
        }
    }

    public async Task<IReadOnlyDictionary<string, long>> ReadStockAsync(IReadOnlyList<string> externalIds, CancellationToken cancellationToken = default)
    {
        await Wait(random.NextDouble(), cancellationToken).ConfigureAwait(false);
        var stock = externalIds.ToDictionary(id => id, id => Shown.GetValueOrDefault(id));
        await Wait(random.NextDouble(), cancellationToken).ConfigureAwait(false);
        return IsTrouble() ? throw new IOException("no stock today") : stock;
    }

    public async Task<IReadOnlyDictionary<string, PushResult>> ConfirmAsync(IReadOnlyList<string> confirmationTokens, CancellationToken cancellationToken = default)
    {
        await Wait(random.NextDouble(), cancellationToken).ConfigureAwait(false);
        if (IsTrouble())
        {
            throw new IOException("no confirmations today");
        }

        var known = confirmationTokens.Where(_outcomes.ContainsKey).ToDictionary(token => token, token => _outcomes[token]);
        foreach (var (token, result) in known)
        {
            if (result.Status == PushStatus.Accepted)
            {
                var (id, sequence) = Parse(token);
                _acknowledged[id] = Math.Max(_acknowledged.GetValueOrDefault(id), sequence);
            }
        }

        return known;
    }

    /// <summary>Somebody buys, if there is anything to buy.</summary>
    public long Buy(string id)
    {
        var units = Math.Min(Shown.GetValueOrDefault(id), 1 + random.Next(2));
        Shown[id] = Shown.GetValueOrDefault(id) - (Descriptor.LowersOnSale ? units : 0);
        return units;
    }

    private PushResult Carry(QuantityPush push)
    {
        if (Descriptor.ConfirmationTimeMax > TimeSpan.Zero)
        {
            var token = Token(push);
            _ = ConfirmLater(push, token);
            return PushResult.ToConfirm(token);
        }

        var result = Land(push, _sequence[push.ExternalId]);
        if (result.Status == PushStatus.Accepted)
        {
            _acknowledged[push.ExternalId] = _sequence[push.ExternalId];
        }

        return result;
    }

    private async Task ConfirmLater(QuantityPush push, string token)
    {
        var sequence = _sequence[push.ExternalId];
        await Wait(random.NextDouble() * Descriptor.ConfirmationTimeMax.TotalSeconds, CancellationToken.None).ConfigureAwait(false);
        if (!IsTrouble())
        {
            _outcomes[token] = Land(push, sequence);
        }
    }

    // It was written already, or will be within the time for late writes, or never.
    private PushResult Lose(QuantityPush push)
    {
        var sequence = _sequence[push.ExternalId];
        switch (random.Next(3))
        {
            case 0:
                Land(push, sequence);
                break;
            case 1:
                _ = LandLate(push, sequence);
                break;
        }

        return PushResult.Transient("lost");
    }

    private async Task LandLate(QuantityPush push, long sequence)
    {
        // What comes in at the very end of the time would land at the same moment as the next push begins.
        await Wait(0.99 * random.NextDouble() * Descriptor.LateWriteTimeMax.TotalSeconds, CancellationToken.None).ConfigureAwait(false);
        Land(push, sequence);
    }

    private PushResult Land(QuantityPush push, long sequence)
    {
        var shown = Shown.GetValueOrDefault(push.ExternalId);
        if (Descriptor.CompareAndSet && push.QuantityBefore is { } before && before != shown)
        {
            return PushResult.Conflict(shown);
        }

        // I8: an older quantity never lands after a newer one was acknowledged.
        Require(sequence >= _acknowledged.GetValueOrDefault(push.ExternalId), $"I8: {push} landed after a newer one was acknowledged");
        Shown[push.ExternalId] = Descriptor.WriteMode == WriteMode.Delta
            ? Math.Max(0, shown + push.Quantity - push.QuantityBefore!.Value)
            : push.Quantity;
        return PushResult.Accepted;
    }

    private void Require(bool isMet, string broken)
    {
        if (!isMet)
        {
            Broken.Add($"{broadcast.Time.GetUtcNow():T} {broken}");
        }
    }

    private bool IsTrouble() => random.NextDouble() < Trouble;

    private string Token(QuantityPush push) => string.Create(CultureInfo.InvariantCulture, $"{push.ExternalId}|{_sequence[push.ExternalId]}|{push.IdempotencyKey}");

    private static (string Id, long Sequence) Parse(string token) =>
        (token.Split('|')[0], long.Parse(token.Split('|')[1], CultureInfo.InvariantCulture));

    private Task Wait(double seconds, CancellationToken token) => broadcast.Runtime.DelayAsync(TimeSpan.FromSeconds(seconds), token);
}

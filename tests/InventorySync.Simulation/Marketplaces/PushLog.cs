using InventorySync.Channels;

namespace InventorySync.Simulation.Marketplaces;

/// <summary>What one channel was told, by whichever life of the process, in the order in which the calls began; and what it answered.</summary>
internal sealed class PushLog
{
    private readonly Dictionary<string, PushEntry> _byKey = [];
    private readonly Dictionary<string, PushEntry> _byToken = [];

    public int CallCount { get; private set; }

    /// <summary>Every push by its idempotency key; the newest where a key was used again.</summary>
    public IReadOnlyDictionary<string, PushEntry> ByKey => _byKey;

    /// <summary>A call begins.</summary>
    public void Begin(IReadOnlyList<QuantityPush> pushes)
    {
        CallCount++;
        foreach (var push in pushes)
        {
            _byKey[push.IdempotencyKey] = new PushEntry(CallCount, push);
        }
    }

    /// <summary>The product hears what became of its pushes.</summary>
    public void End(IReadOnlyList<QuantityPush> pushes, IReadOnlyList<PushResult> results, DateTimeOffset now)
    {
        for (var i = 0; i < results.Count; i++)
        {
            var entry = _byKey[pushes[i].IdempotencyKey];
            if (results[i].ConfirmationToken is { } token)
            {
                _byToken[token] = entry;
            }

            Acknowledge(entry, results[i], now);
        }
    }

    /// <summary>The product hears that a push which was taken has been carried out.</summary>
    public void Confirm(string token, PushResult result, DateTimeOffset now)
    {
        if (_byToken.TryGetValue(token, out var entry))
        {
            Acknowledge(entry, result, now);
        }
    }

    private static void Acknowledge(PushEntry entry, PushResult result, DateTimeOffset now)
    {
        if (result.Status == PushStatus.Accepted)
        {
            entry.AcknowledgedAt ??= now;
        }
    }
}

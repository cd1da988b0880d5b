using System.Text;
using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Storage;

namespace InventorySync.Intake.Orders;

/// <summary>Keeps the orders of which a line could not be applied: one open dead letter an order, always its newest snapshot.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class OrderLetters
{
    /// <summary>The reason on a letter whose order is applied.</summary>
    public const string AppliedReason = "The order is applied in full.";

    private readonly IDeadLetterStore _store;
    private readonly LoopRuntime _runtime;
    private readonly Lock _lock = new();

    // Which orders have an open letter, so that an ordinary order costs no look into the store. A letter that another process
    // wrote is missed and then stays open until it is retried, which is harmless.
    private HashSet<OrderKey>? _open;

    public OrderLetters(IInventoryStore store, LoopRuntime runtime)
    {
        _store = store.DeadLetters;
        _runtime = runtime;
    }

    /// <summary>Keeps an order whose lines could not all be applied.</summary>
    /// <returns>Whether it is kept; false where the open letter has a newer snapshot of it.</returns>
    public async Task<bool> KeepAsync(ChannelId channel, ChannelOrder order, string cause, CancellationToken cancellationToken)
    {
        // The set of open letters has to stand before one is added, or reading it could miss the new one.
        await IsOpenAsync(new OrderKey(channel, order.OrderId), cancellationToken).ConfigureAwait(false);
        var key = KeyOf(order);
        var open = await _store.FindOpenAsync(channel, DeadLetterKind.Order, key, cancellationToken).ConfigureAwait(false);
        if (ChannelOrderJson.Read(open?.Payload) is { } kept)
        {
            if (kept.UpdatedAt > order.UpdatedAt)
            {
                return false;
            }

            order = Merge(kept, order);
        }

        await AddAsync(channel, key, order, cause, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Closes the letter of an order that is applied in full, as far as the snapshot speaks of the letter's lines.</summary>
    public async ValueTask SettleAsync(ChannelId channel, ChannelOrder order, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(new OrderKey(channel, order.OrderId), cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var open = await _store.FindOpenAsync(channel, DeadLetterKind.Order, KeyOf(order), cancellationToken).ConfigureAwait(false);
        if (open is null)
        {
            Note(new OrderKey(channel, order.OrderId), isOpen: false);
            return;
        }

        if (ChannelOrderJson.Read(open.Payload) is { } kept)
        {
            if (kept.UpdatedAt > order.UpdatedAt)
            {
                return;
            }

            // What a snapshot does not speak of stays as it was: a line that waits in the letter goes on waiting, as of the
            // newer snapshot, or its retry would be taken for an older one.
            if (kept.Lines.Any(line => order.Lines.All(other => other.LineId != line.LineId)))
            {
                await AddAsync(channel, open.Key, Merge(kept, order), open.Cause, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        await CloseAsync(open, order.OrderId, AppliedReason, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes a letter that needs no more retrying.</summary>
    public async Task CloseAsync(DeadLetter letter, string orderId, string reason, CancellationToken cancellationToken)
    {
        await _store.CloseAsync(letter.Id, DeadLetterStatus.Retried, reason, _runtime.Now, cancellationToken).ConfigureAwait(false);
        Note(new OrderKey(letter.Channel, orderId), isOpen: false);
    }

    /// <summary>The letter's key: the order's id, or, where that can't be a key, a digest of the order.</summary>
    private static string KeyOf(ChannelOrder order) => LetterKey.Fits(order.OrderId)
        ? order.OrderId
        : LetterKey.OfContent(Encoding.UTF8.GetBytes(ChannelOrderJson.Write(order)));

    private async Task AddAsync(ChannelId channel, string key, ChannelOrder order, string cause, CancellationToken cancellationToken)
    {
        await _store.AddAsync(
            new DeadLetter
            {
                Id = _runtime.NewUuid(),
                Kind = DeadLetterKind.Order,
                Channel = channel,
                Key = key,
                Cause = cause,
                Payload = ChannelOrderJson.Write(order),
                At = _runtime.Now,
                Status = DeadLetterStatus.Open,
            },
            cancellationToken).ConfigureAwait(false);
        Note(new OrderKey(channel, order.OrderId), isOpen: true);
    }

    /// <summary>The newer snapshot, with the lines that only the older one has; of two of one moment, each count's larger value.</summary>
    private static ChannelOrder Merge(ChannelOrder older, ChannelOrder newer)
    {
        var lines = new List<ChannelOrderLine>(newer.Lines.Count);
        foreach (var line in newer.Lines)
        {
            var before = older.UpdatedAt == newer.UpdatedAt ? older.Lines.FirstOrDefault(other => other.LineId == line.LineId) : null;
            lines.Add(before is null ? line : line with
            {
                Ordered = Math.Max(line.Ordered, before.Ordered),
                Cancelled = Math.Max(line.Cancelled, before.Cancelled),
                Fulfilled = Math.Max(line.Fulfilled, before.Fulfilled),
                Returned = Math.Max(line.Returned, before.Returned),
            });
        }

        lines.AddRange(older.Lines.Where(line => newer.Lines.All(other => other.LineId != line.LineId)));
        return newer with { Lines = lines };
    }

    private async ValueTask<bool> IsOpenAsync(OrderKey key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_open is not null)
            {
                return _open.Contains(key);
            }
        }

        var open = new HashSet<OrderKey>();
        await foreach (var letter in _store.ReadAsync(openOnly: true, cancellationToken).ConfigureAwait(false))
        {
            if (letter.Kind == DeadLetterKind.Order)
            {
                open.Add(new OrderKey(letter.Channel, letter.Key));
            }
        }

        lock (_lock)
        {
            _open ??= open;
            return _open.Contains(key);
        }
    }

    private void Note(OrderKey key, bool isOpen)
    {
        lock (_lock)
        {
            if (isOpen)
            {
                _open?.Add(key);
            }
            else
            {
                _open?.Remove(key);
            }
        }
    }
}

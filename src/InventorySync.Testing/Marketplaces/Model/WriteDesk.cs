using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>Carries writes out: at once or later, once per idempotency key, under the condition they name. Guarded by the marketplace's lock.</summary>
internal sealed class WriteDesk
{
    // Real marketplaces forget keys after a day or so; a bound by count does without a clock.
    private const int KeysMax = 100_000;

    private readonly SimulatedMarketplaceOptions _options;
    private readonly Random _random;
    private readonly HistoryLog _history;
    private readonly Agenda _agenda;
    private readonly CallGate _gate;
    private readonly Dictionary<string, (WriteRow Row, PushResult Result)> _byKey = [];
    private readonly Queue<string> _keys = new();
    private readonly Dictionary<string, PushResult?> _byToken = [];

    public WriteDesk(SimulatedMarketplaceOptions options, Random random, HistoryLog history, Agenda agenda, CallGate gate)
    {
        _options = options;
        _random = random;
        _history = history;
        _agenda = agenda;
        _gate = gate;
    }

    /// <summary>Takes one row of a call.</summary>
    /// <param name="now">When.</param>
    /// <param name="listing">The listing; null: there is none with that id.</param>
    /// <param name="row">What to write.</param>
    /// <param name="fails">Whether the row is to fail in passing.</param>
    public PushResult Take(DateTimeOffset now, MarketListing? listing, WriteRow row, bool fails)
    {
        if (fails || _gate.DrawRowFailure())
        {
            return PushResult.Transient($"Listing '{row.ExternalId}' is busy; try again.");
        }

        if (_options.IdempotencyKeys && _byKey.TryGetValue(row.IdempotencyKey, out var earlier))
        {
            return earlier.Row.ExternalId == row.ExternalId && earlier.Row.Quantity == row.Quantity
                ? earlier.Result
                : PushResult.Rejected($"Idempotency key '{row.IdempotencyKey}' was used for another quantity; use a new key for each attempt.");
        }

        if (_options.ConfirmationTimeMax <= TimeSpan.Zero)
        {
            var result = CarryOut(now, listing, row);
            if (result.Status == PushStatus.Accepted)
            {
                Remember(row, result);
            }

            return result;
        }

        return TakeToConfirm(now, listing, row);
    }

    /// <summary>What became of a write that was taken; null: it is still under way.</summary>
    public PushResult? Confirm(string token) => _byToken.TryGetValue(token, out var result)
        ? result
        : PushResult.Rejected($"There is no write '{token}'.");

    private PushResult TakeToConfirm(DateTimeOffset now, MarketListing? listing, WriteRow row)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"write-{_byToken.Count + 1}");
        _byToken.Add(token, null);
        if (listing is not null)
        {
            _history.Add(now, MarketplaceEventKind.WriteTaken, listing, row.Quantity, listing.Shown, key: row.IdempotencyKey, detail: token);
        }

        if (!_gate.DrawConfirmationLost())
        {
            var delay = _options.ConfirmationDelay.Draw(_random);
            var at = now + (delay < _options.ConfirmationTimeMax ? delay : _options.ConfirmationTimeMax);
            _agenda.Add(at, time => _byToken[token] = CarryOut(time, listing, row));
        }

        var result = PushResult.ToConfirm(token);
        Remember(row, result);
        return result;
    }

    private PushResult CarryOut(DateTimeOffset now, MarketListing? listing, WriteRow row)
    {
        if (listing is null)
        {
            return PushResult.Rejected($"There is no listing '{row.ExternalId}'.");
        }

        if (Refusal(listing, row) is { } refusal)
        {
            _history.Add(
                now, MarketplaceEventKind.WriteRefused, listing, row.Quantity, listing.Shown,
                key: row.IdempotencyKey, detail: refusal.Message ?? refusal.Status.ToString());
            return refusal;
        }

        var quantity = _options.WriteMode == WriteMode.Delta
            ? Math.Clamp(listing.Recorded + row.Quantity - row.QuantityBefore!.Value, 0, _options.QuantityMax)
            : row.Quantity;
        var shownBefore = listing.Shown;
        var propagation = listing.Write(quantity, row.IdempotencyKey);
        var delay = _options.PropagationDelay.Draw(_random);
        if (delay <= TimeSpan.Zero)
        {
            listing.Arrive(propagation);
        }
        else
        {
            _agenda.Add(now + delay, time => Show(time, listing, propagation));
        }

        _history.Add(now, MarketplaceEventKind.Written, listing, quantity, shownBefore, key: row.IdempotencyKey);
        return PushResult.Accepted;
    }

    private PushResult? Refusal(MarketListing listing, WriteRow row)
    {
        if (listing.IsPoisoned)
        {
            return PushResult.Rejected($"Listing '{row.ExternalId}' is under review and can't be changed.");
        }

        if (row.Quantity < 0 || row.Quantity > _options.QuantityMax)
        {
            return PushResult.Rejected($"Quantity {row.Quantity} of listing '{row.ExternalId}' is outside 0 to {_options.QuantityMax}.");
        }

        if (_options.WriteMode == WriteMode.Delta && row.QuantityBefore is null)
        {
            return PushResult.Rejected($"A difference for listing '{row.ExternalId}' needs the quantity that it starts from.");
        }

        if (_options.CompareAndSet && row.QuantityBefore is { } before && before != listing.Recorded)
        {
            _history.CountConflict();
            return PushResult.Conflict(listing.Recorded);
        }

        return null;
    }

    private void Show(DateTimeOffset now, MarketListing listing, MarketListing.Propagation propagation)
    {
        var shownBefore = listing.Shown;
        if (listing.Arrive(propagation))
        {
            _history.Add(now, MarketplaceEventKind.Shown, listing, propagation.Quantity, shownBefore, key: propagation.Key);
        }
    }

    private void Remember(WriteRow row, PushResult result)
    {
        if (!_options.IdempotencyKeys)
        {
            return;
        }

        _byKey[row.IdempotencyKey] = (row, result);
        _keys.Enqueue(row.IdempotencyKey);
        if (_keys.Count > KeysMax)
        {
            _byKey.Remove(_keys.Dequeue());
        }
    }
}

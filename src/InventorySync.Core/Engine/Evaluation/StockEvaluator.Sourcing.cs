using InventorySync.Catalog;
using InventorySync.Fulfilment;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <content>Lines that name no location: the sourcing strategy chooses, inside the same atomic evaluation.</content>
internal sealed partial class StockEvaluator
{
    private SourcingCandidate[] _candidates = new SourcingCandidate[8];
    private long[] _shares = new long[8];

    private void TakeSourced(int line, Sku sku, CatalogItem? item, long quantity, Taking taking, bool isFact)
    {
        var count = FindCandidates(sku);
        if (count == 0)
        {
            Refuse(OutcomeStatus.UnknownLocation, new Refusal(line, sku, null, quantity, 0));
            return;
        }

        var limit = item?.BackorderLimit ?? 0;
        var rest = quantity - Choose(sku, quantity, count);

        // What no location has is the first one's to owe: a fact's rest always, a request's as far as backorders go.
        if (rest > 0 && !isFact && _candidates[0].Available - _shares[0] + limit < rest)
        {
            RefuseSourced(line, sku, quantity, limit, count);
            return;
        }

        _shares[0] += rest;
        if (rest > 0 && isFact)
        {
            // Whether units are missing depends on every location, so each must be as it is in memory.
            for (var i = 0; i < count; i++)
            {
                _batch.RequireExact(_batch.SlotOf(sku, _candidates[i].Location));
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (_shares[i] > 0)
            {
                TakeAt(line, sku, item, _shares[i], _batch.SlotOf(sku, _candidates[i].Location), taking, isFact);
            }
        }
    }

    /// <summary>Asks the strategy, and trusts it no further than the candidates reach.</summary>
    /// <returns>How many of the units it placed.</returns>
    private long Choose(Sku sku, long quantity, int count)
    {
        var shares = _shares.AsSpan(0, count);
        shares.Clear();
        _sourcing.Choose(new SourcingContext(sku, quantity, _candidates.AsSpan(0, count)), shares);
        long chosen = 0;
        for (var i = 0; i < count; i++)
        {
            if (shares[i] < 0 || shares[i] > Math.Max(0, _candidates[i].Available) || chosen + shares[i] > quantity)
            {
                throw new InvalidOperationException(
                    $"Sourcing strategy '{_sourcing.Name}' took {shares[i]} units of SKU '{sku}' from '{_candidates[i].Location}', which has {_candidates[i].Available}, for a line of {quantity}; shares must be within both.");
            }

            chosen += shares[i];
        }

        return chosen;
    }

    private void RefuseSourced(int line, Sku sku, long quantity, long limit, int count)
    {
        long available = limit;
        for (var i = 0; i < count; i++)
        {
            available += Math.Max(0, _candidates[i].Available);
        }

        Refuse(OutcomeStatus.InsufficientStock, new Refusal(line, sku, null, quantity, available));
        for (var i = 0; i < count; i++)
        {
            _batch.ConfirmWhenRefused(_batch.SlotOf(sku, _candidates[i].Location));
        }
    }

    /// <summary>Lists the active locations that serve the operation's channel, by priority, with what each has available now.</summary>
    private int FindCandidates(Sku sku)
    {
        var locations = _batch.Catalog.Locations;
        var channel = _operation.Channel is { } id ? _channels.Find(id) : null;
        if (_candidates.Length < locations.Count)
        {
            _candidates = new SourcingCandidate[locations.Count];
            _shares = new long[locations.Count];
        }

        var count = 0;
        foreach (var location in locations)
        {
            if (location.IsActive && (channel is null || channel.IsServedBy(location.Id)))
            {
                _candidates[count++] = new SourcingCandidate(location.Id, _batch.AvailableAt(sku, location.Id));
            }
        }

        return count;
    }
}

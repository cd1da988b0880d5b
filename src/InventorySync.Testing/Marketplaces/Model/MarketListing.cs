namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>One listing: its record, what buyers see, and the quantities on their way there. Guarded by the marketplace's lock.</summary>
internal sealed class MarketListing
{
    private readonly SimulatedMarketplaceOptions _options;
    private readonly List<Propagation> _underWay = [];
    private long _shown;
    private long _open;

    public MarketListing(SimulatedMarketplaceOptions options, string externalId, string? sku, long quantity)
    {
        _options = options;
        ExternalId = externalId;
        Sku = sku;
        Recorded = _shown = quantity;
    }

    public string ExternalId { get; }

    public string? Sku { get; }

    /// <summary>What was written last, as the interface tells it.</summary>
    public long Recorded { get; private set; }

    /// <summary>What buyers see and can buy.</summary>
    public long Shown => _options.SubtractsOwnOpenOrders ? Math.Max(0, _shown - _open) : _shown;

    /// <summary>Set: every write to it is refused for good.</summary>
    public bool IsPoisoned { get; set; }

    /// <summary>Sets the record; buyers see it when <see cref="Arrive"/> is called with what this returns.</summary>
    public Propagation Write(long quantity, string key)
    {
        Recorded = quantity;
        var propagation = new Propagation { Quantity = quantity, Key = key };
        _underWay.Add(propagation);
        return propagation;
    }

    /// <summary>Shows a written quantity, unless a newer one is shown already.</summary>
    /// <returns>Whether it is shown.</returns>
    public bool Arrive(Propagation propagation)
    {
        var at = _underWay.IndexOf(propagation);
        if (at < 0)
        {
            return false;
        }

        // Older ones that are still under way must not come after it: buyers would see an old quantity for ever.
        _underWay.RemoveRange(0, at + 1);
        _shown = propagation.Quantity;
        return true;
    }

    public void SetByHand(long quantity)
    {
        _underWay.Clear();
        Recorded = _shown = quantity;
    }

    /// <summary>Takes units for an order.</summary>
    /// <returns>Those of them that the record did not cover.</returns>
    public long Sell(long units)
    {
        if (_options.SubtractsOwnOpenOrders)
        {
            var covered = Math.Max(0, Recorded - _open);
            _open += units;
            return Math.Max(0, units - covered);
        }

        var beyond = Math.Max(0, units - Recorded);
        if (_options.LowersOnSale)
        {
            Move(-units);
        }

        return beyond;
    }

    public void Cancel(long units)
    {
        if (_options.SubtractsOwnOpenOrders)
        {
            _open -= units;
        }
        else if (_options.RestoresOnCancellation)
        {
            Move(units);
        }
    }

    public void Fulfil(long units)
    {
        if (!_options.SubtractsOwnOpenOrders)
        {
            return;
        }

        _open -= units;
        if (_options.LowersOnSale)
        {
            Move(-units);
        }
    }

    // What changes the record changes also the quantities on their way to the buyers, which were written before.
    private void Move(long units)
    {
        Recorded = Clamp(Recorded + units);
        _shown = Clamp(_shown + units);
        foreach (var propagation in _underWay)
        {
            propagation.Quantity = Clamp(propagation.Quantity + units);
        }
    }

    private long Clamp(long quantity) => Math.Clamp(quantity, 0, _options.QuantityMax);

    /// <summary>A written quantity on its way to the buyers.</summary>
    internal sealed class Propagation
    {
        public required long Quantity { get; set; }

        public required string Key { get; init; }
    }
}

using InventorySync.Reservations;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;

namespace InventorySync.Simulation.Workload;

/// <summary>Shoppers who reserve, pay (in time, late or never), change their minds and come back.</summary>
internal sealed class Carts : IActor
{
    /// <summary>No hold is made or extended for longer.</summary>
    public static readonly TimeSpan HoldTimeMax = TimeSpan.FromMinutes(3);

    private readonly World _world;
    private readonly Callers _callers;
    private readonly Shelf _shelf;
    private readonly Chance _chance;
    private readonly List<Cart> _carts = [];
    private int _count;

    public Carts(World world, Callers callers, Shelf shelf)
    {
        _world = world;
        _callers = callers;
        _shelf = shelf;
        _chance = world.Chance.Branch();
    }

    public double Weight => 8;

    public void Act()
    {
        var idle = _carts.Where(cart => !cart.IsBusy).ToArray();
        if (idle.Length == 0 || _chance.Happens(0.4))
        {
            Reserve();
        }
        else
        {
            GoOn(_chance.Pick(idle));
        }
    }

    private void Reserve()
    {
        var cart = new Cart(new ReservationId($"cart-{++_count}"), _shelf.Basket());
        var terms = new ReservationTerms
        {
            Id = cart.Hold,
            Owner = ReservationOwner.Cart($"shopper-{_count}"),
            ExpiresAt = _chance.Happens(0.8) ? _world.Now + _chance.Between(TimeSpan.FromSeconds(1), HoldTimeMax) : null,
            Pinned = _chance.Happens(0.1),
        };
        _carts.Add(cart);
        Ask(cart, StockOperation.Reserve(_callers.NextId("cart"), terms, cart.Basket));
    }

    /// <summary>The next step of a cart's life. Whether its hold has expired meanwhile is the shopper's bad luck: a late commit.</summary>
    private void GoOn(Cart cart)
    {
        var id = _callers.NextId("cart");
        var some = _chance.Happens(0.3) ? new StockLine[] { new(cart.Basket[0].Sku, 1) } : [];
        Ask(cart, _chance.PickWeighted([4, 2, 2, 1, 1]) switch
        {
            0 => StockOperation.Fulfil(id, cart.Hold, some),
            1 => StockOperation.Release(id, cart.Hold, some),
            2 => StockOperation.Pin(id, cart.Hold),
            3 => StockOperation.Unpin(id, cart.Hold),
            _ => StockOperation.Extend(id, cart.Hold, _world.Now + _chance.Between(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2))),
        });
    }

    private void Ask(Cart cart, StockOperation operation)
    {
        cart.IsBusy = true;
        _world.Auditor.Verdict.Watch(AskAsync(cart, operation));
    }

    /// <summary>A shopper waits for one answer before the next click; where none came, somebody else may ask again at any time.</summary>
    private async Task AskAsync(Cart cart, StockOperation operation)
    {
        await _callers.AskAsync(operation);
        cart.IsBusy = false;
    }

    private sealed record Cart(ReservationId Hold, StockLine[] Basket)
    {
        public bool IsBusy { get; set; }
    }
}

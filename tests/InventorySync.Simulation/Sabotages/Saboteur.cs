using InventorySync.Reservations;
using InventorySync.Simulation.Sabotages.Ledgers;
using InventorySync.Simulation.Storage;
using InventorySync.Simulation.Worlds;
using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages;

/// <summary>Puts a sabotage between the product and its world.</summary>
internal static class Saboteur
{
    public static IInventoryStore Tamper(IInventoryStore store, Sabotage sabotage, Chance chance) =>
        new StoreDecorator(store)
        {
            Ledger = Tamper(store.Ledger, sabotage, chance),
            Inbox = sabotage == Sabotage.LoseNotifications ? new LosingInbox(store.Inbox, chance) : store.Inbox,
        };

    private static ILedgerStore Tamper(ILedgerStore ledger, Sabotage sabotage, Chance chance) => sabotage switch
    {
        Sabotage.SkipGuards => new UnguardedLedger(ledger, _ => true),
        Sabotage.SkipConfirmations => new UnguardedLedger(ledger, level => level.MovementCount == 0),
        Sabotage.DropCommit => new DroppingLedger(ledger, chance),
        Sabotage.HalfApply => new HalvingLedger(ledger),
        Sabotage.ForgetOperations => new ForgetfulLedger(ledger),
        Sabotage.ForgetPins => new TamperingLedger(ledger, hold => hold with { Pinned = false }),
        Sabotage.KeepHoldsOpen => new TamperingLedger(ledger, KeptOpen),
        Sabotage.ForgetOrders => new OrderlessLedger(ledger),
        Sabotage.SkipVersion => new SkippingLedger(ledger),
        _ => ledger,
    };

    private static Reservation KeptOpen(Reservation hold) =>
        hold with { Status = ReservationStatus.Open, Lines = [.. hold.Lines.Select(line => line with { Open = line.Quantity })] };
}

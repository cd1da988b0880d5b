namespace InventorySync.Intake.Orders;

/// <summary>What an order did when it came in.</summary>
/// <param name="Change">Whether stock changed.</param>
/// <param name="Fault">Why part of it stands in the dead letters; null where all of it is applied.</param>
internal readonly record struct OrderEffect(OrderChangeKind Change, string? Fault);

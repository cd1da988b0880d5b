using InventorySync.Intake;

namespace InventorySync.Storage;

/// <summary>An order as a batch leaves it, guarded by the version that the decision was made on.</summary>
/// <param name="After">The order to write; its version is <paramref name="VersionBefore"/> + 1.</param>
/// <param name="VersionBefore">The version that the store must have; 0: there must be none of this key.</param>
public readonly record struct OrderChange(OrderState After, long VersionBefore);

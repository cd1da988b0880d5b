namespace InventorySync.Storage.EfCore.Stores;

/// <summary>The columns of the ledger and of its archive, in an order of which SQL of our own can be sure.</summary>
internal static class ColumnsOfLedger
{
    public const string Common =
        "operation_key, operation_text, line, lines, kind, status, level_id, version, on_hand_delta, reserved_delta, on_hand, reserved, "
        + "occurred_at, recorded_at, channel, reservation, reason, detail";
}

using System.Globalization;

namespace InventorySync.Load.Databases;

/// <summary>The table in which the ceiling writes: the library's own ledger, its indexes included, under another name.</summary>
internal static class Ceiling
{
    public const string Table = "ceiling_ledger";

    /// <summary>Rows that one statement writes.</summary>
    public const int Rows = 128;

    /// <summary>The columns that a sale fills, but for those that name the operation and the movement.</summary>
    public const string Columns = "line, lines, kind, status, on_hand_delta, reserved_delta, on_hand, reserved, occurred_at, recorded_at";

    /// <summary>What a sale writes there, in microseconds of a day like this.</summary>
    public static readonly string Values = string.Create(CultureInfo.InvariantCulture, $"0, 1, 3, 1, -1, 0, {999_000_000 + Rows}, 0, 1790000000000000, 1790000000000000");
}

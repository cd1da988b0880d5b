using FsCheck;
using FsCheck.Fluent;

namespace InventorySync.Engine;

/// <summary>One step of a generated history, in small numbers that the engine and the model both read.</summary>
internal sealed record StockCommand(CommandKind Kind, int Sku, int Location, int Quantity, int Second, int Hold, int Pick)
{
    public const int Skus = 3;
    public const int Locations = 2;
    public const int Holds = 4;

    /// <summary>Few names and small quantities, so that commands meet each other and the limits.</summary>
    public static Gen<StockCommand> Commands { get; } =
        from kind in Gen.Frequency(Weights())
        from sku in Gen.Choose(0, Skus - 1)
        from location in Gen.Choose(-1, Locations - 1)
        from quantity in Gen.Frequency(
            (6, Gen.Choose(1, 3)), (1, Gen.Constant(0)), (2, Gen.Choose(4, 12)))
        from second in Gen.Choose(0, 3)
        from hold in Gen.Choose(0, Holds - 1)
        from pick in Gen.Choose(0, 1000)
        select new StockCommand(kind, sku, location, quantity, second, hold, pick);

    /// <summary>A history: batches of commands, with time passing between batches. Shrinks by leaving batches out.</summary>
    public static Arbitrary<StockCommand[][]> Histories { get; } = Arb.From(
        Commands.ArrayOf().Resize(8).ArrayOf(),
        Smaller);

    private static (int, Gen<CommandKind>)[] Weights() =>
    [
        .. Enum.GetValues<CommandKind>().Select(kind => (kind is CommandKind.Sell or CommandKind.Receive ? 4 : 2, Gen.Constant(kind))),
    ];

    private static IEnumerable<StockCommand[][]> Smaller(StockCommand[][] history)
    {
        for (var i = 0; i < history.Length; i++)
        {
            yield return [.. history[..i], .. history[(i + 1)..]];
        }

        for (var i = 0; i < history.Length; i++)
        {
            for (var j = 0; j < history[i].Length; j++)
            {
                yield return [.. history[..i], [.. history[i][..j], .. history[i][(j + 1)..]], .. history[(i + 1)..]];
            }
        }
    }
}

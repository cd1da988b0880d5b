using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Intake.Tills;

/// <summary>A sale that a till has rung up: a fact.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record TillSale
{
    /// <summary>The longest permitted receipt number, in UTF-16 code units.</summary>
    public const int ReceiptLengthMax = 40;

    /// <summary>
    /// The till's number of the sale: 1 to <see cref="ReceiptLengthMax"/> characters, no control characters, no white space at
    /// either end. A till that begins again from 1 is recognised by the time of the sale.
    /// </summary>
    public required string Receipt { get; init; }

    /// <summary>When it was rung up, by the till's clock.</summary>
    public required DateTimeOffset SoldAt { get; init; }

    /// <summary>What was sold: 1 to <see cref="StockOperation.LinesMax"/> lines of at least 1 unit each. Name the till's store as the location.</summary>
    public required IReadOnlyList<StockLine> Lines { get; init; }

    /// <summary>
    /// The operation under which a till's sale is recorded. A till that asked online for the same sale under this id, and does not
    /// know what became of it, can put it into its journal as well: it is applied once.
    /// </summary>
    /// <param name="till">The till.</param>
    /// <param name="receipt">The till's number of the sale.</param>
    /// <exception cref="ArgumentException">The receipt is not permitted; the message says why.</exception>
    public static OperationId OperationOf(ChannelId till, string receipt) =>
        new($"{till.Value}:{IdentifierRules.Validated(receipt, "TillSale.Receipt", ReceiptLengthMax)}");
}

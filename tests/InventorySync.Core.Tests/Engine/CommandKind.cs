namespace InventorySync.Engine;

internal enum CommandKind
{
    Sell,
    SellTwoLines,
    SellKit,
    RecordSale,
    Receive,
    Adjust,
    Damage,
    Count,
    Reserve,
    Release,
    ReleasePart,
    Fulfil,
    FulfilPart,
    Expire,
    Pin,
    Unpin,
    RecordOrder,
    Repeat,
}

namespace PosIntegration.Serve;

/// <summary>What the shop answers at its door.</summary>
internal static class Help
{
    public const string Text = """
        A retailer's app on InventorySync, with two tills (till-1, till-2) and three simulated marketplaces
        (shopify-sim, meli-sim, amazon-sim). One stock; whatever sells anywhere reaches every channel.

        GET  /stock                                    all levels
        GET  /stock/{sku}                              one article's levels
        POST /stock/{sku}/receipts                     goods arrive:  {"quantity": 10}
        POST /tills/{till}/sales                       ring up:       {"lines": [{"sku": "MUG-BLUE", "quantity": 2}]}
        POST /tills/{till}/offline                     the till loses its connection and writes a journal
        POST /tills/{till}/online                      it is back and drains its journal
        GET  /marketplaces/{channel}/listings/{sku}    what buyers see
        POST /marketplaces/{channel}/orders            a buyer buys:  {"lines": [{"sku": "MUG-BLUE", "quantity": 1}]}
        GET  /channels                                 how the broadcast stands
        GET  /explain/{sku}/{channel}                  why a channel shows what it shows

        """;
}

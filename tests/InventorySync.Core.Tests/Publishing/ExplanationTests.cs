using InventorySync.Buffers;
using InventorySync.Catalog;

namespace InventorySync.Publishing;

public sealed class ExplanationTests
{
    private static readonly SalesWindow BuenFin = new("Buen Fin", new DateTime(2026, 11, 13), new DateTime(2026, 11, 17), "America/Mexico_City");

    [Fact]
    public void ToString_Article_IsATableThatAMerchantCanFollow()
    {
        var shop = new Shop().ServedFrom("main", "store-1")
            .Has("CUP", "main", 120, reserved: 9).Has("CUP", "store-1", 0, reserved: 2).Has("CUP", "store-2", 50)
            .HoldsBack(buffers => buffers.Percent(5).During(BuenFin, percent: 15).Named("slow channels"));
        shop.Options.QuantityCap = 90;

        Assert.Equal(
            """
            CUP on shop at 2026-11-14 12:00:00 UTC
              term                  units  leaves  because
              available at main       111     111  on hand 120, reserved 9
              available at store-1     -2     109  on hand 0, reserved 2
              not counted: store-2      0     109  50 available, but the location does not serve the channel
              quota                     0     109  shared: 109 of 109
              buffer                  -17      92  slow channels: 15 % of 109, a started unit counts whole, during Buen Fin, 2026-11-13 00:00 to 2026-11-17 00:00 America/Mexico_City
              cap                      -2      90  at most 90, as set for the channel
              published                        90
            """,
            shop.Explains("CUP").ToString());
    }

    [Fact]
    public void ToString_Kit_NamesTheComponentThatLimits()
    {
        var shop = new Shop().Knows(Items.Kit("SET", ("CUP", 2), ("SAUCER", 1), ("SPOON", 1)))
            .Has("CUP", "main", 15).Has("SAUCER", "main", 5).Has("SPOON", "main", 80)
            .HoldsBack(buffers => buffers.Units(1).AtLocation("main"));

        Assert.Equal(
            """
            SET on shop at 2026-11-14 12:00:00 UTC
              term            units  leaves  because
              kits by CUP         7       7  15 available, 2 in a kit: enough for 7
              kits by SAUCER     -2       5  5 available, 1 in a kit: enough for 5
              kits by SPOON       0       5  80 available, 1 in a kit: enough for 80
              quota               0       5  shared: 5 of 5
              buffer             -1       4  units: 1 unit, at main alone
              cap                 0       4  at most 99999, the most the channel can show
              published                   4
            """,
            shop.Explains("SET").ToString());
    }

    [Fact]
    public void ToString_NothingThere_SaysWhy()
    {
        var shop = new Shop().Has("CUP", "main", 1, reserved: 3).Has("CUP", "cellar", 8);

        Assert.Equal(
            """
            CUP on shop at 2026-11-14 12:00:00 UTC
              term                 units  leaves  because
              not counted: cellar      0       0  8 available, but the location is not in the catalogue
              available at main       -2      -2  on hand 1, reserved 3
              not below zero           2       0  more is promised than there is
              quota                    0       0  shared: 0 of 0
              buffer                   0       0  none: no rule matches
              cap                      0       0  at most 99999, the most the channel can show
              published                        0
            """,
            shop.Explains("CUP").ToString());
    }
}

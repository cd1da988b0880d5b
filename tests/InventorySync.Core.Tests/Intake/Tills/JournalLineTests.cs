using InventorySync.Stock;

namespace InventorySync.Intake.Tills;

public sealed class JournalLineTests
{
    [Theory]
    [InlineData("store-1")]
    [InlineData(null)]
    public void Read_OfAWrittenSale_IsThatSale(string? location)
    {
        var sale = new TillSale
        {
            Receipt = "receipt-1",
            SoldAt = new DateTimeOffset(2026, 1, 1, 12, 30, 0, 250, TimeSpan.FromHours(-6)),
            Lines = [new StockLine(new Sku("mug"), 2, location is null ? null : new LocationId(location)), new StockLine(new Sku("cup"), 1)],
        };

        var read = JournalLine.Read(JournalLine.Write(sale));

        Assert.NotNull(read);
        Assert.Equal(sale.Receipt, read.Receipt);
        Assert.Equal(sale.SoldAt, read.SoldAt);
        Assert.Equal(sale.Lines, read.Lines);
    }
}

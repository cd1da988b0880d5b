using InventorySync.Load.Workload;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Load.Subjects.EntityFramework;

/// <summary>Reads the row, takes one, saves; a concurrency token tells of collisions, which are tried again.</summary>
internal sealed class EfReadModifyWrite : EfSubject<EfReadModifyWrite.Context>
{
    public EfReadModifyWrite(Action<DbContextOptionsBuilder> connect, KeyForm keys)
        : base(connect, keys)
    {
    }

    protected override async Task<Answer> SellAsync(Context context, RivalSale sale)
    {
        var stock = await context.Stock.SingleAsync(row => row.Sku == sale.Sku && row.Location == sale.Location);
        if (stock.OnHand < 1)
        {
            return Answer.Refused;
        }

        stock.OnHand--;
        stock.Version++;
        context.Sales.Add(sale);
        await context.SaveChangesAsync();
        return Answer.Sold;
    }

    internal sealed class Context(DbContextOptions<Context> options) : RivalContext(options, SubjectNames.EfReadModifyWrite);
}

using InventorySync.Load.Workload;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Load.Subjects.EntityFramework;

/// <summary>A conditional <c>ExecuteUpdate</c> and an insert, in one transaction.</summary>
internal sealed class EfExecuteUpdate : EfSubject<EfExecuteUpdate.Context>
{
    public EfExecuteUpdate(Action<DbContextOptionsBuilder> connect, KeyForm keys)
        : base(connect, keys)
    {
    }

    protected override async Task<Answer> SellAsync(Context context, RivalSale sale)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        var changed = await context.Stock
            .Where(row => row.Sku == sale.Sku && row.Location == sale.Location && row.OnHand >= 1)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.OnHand, row => row.OnHand - 1).SetProperty(row => row.Version, row => row.Version + 1));
        if (changed == 0)
        {
            return Answer.Refused;
        }

        context.Sales.Add(sale);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return Answer.Sold;
    }

    internal sealed class Context(DbContextOptions<Context> options) : RivalContext(options, SubjectNames.EfExecuteUpdate);
}

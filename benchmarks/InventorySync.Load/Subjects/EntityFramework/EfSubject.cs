using InventorySync.Load.Workload;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;

namespace InventorySync.Load.Subjects.EntityFramework;

/// <summary>What the forms on EF Core have in common: pooled contexts, and how a repeated key shows.</summary>
internal abstract class EfSubject<TContext> : ISubject
    where TContext : RivalContext
{
    private readonly string[] _skus = [.. Enumerable.Range(0, Catalogue.All).Select(Catalogue.NameOf)];
    private readonly PooledDbContextFactory<TContext> _contexts;
    private readonly KeyForm _keys;

    protected EfSubject(Action<DbContextOptionsBuilder> connect, KeyForm keys)
    {
        var options = new DbContextOptionsBuilder<TContext>();
        connect(options);
        _contexts = new PooledDbContextFactory<TContext>(options.Options);
        _keys = keys;
    }

    public async ValueTask<Answer> SellAsync(Sale sale)
    {
        var key = sale.ToKey(_keys);
        for (var attempt = 0; ; attempt++)
        {
            await using var context = await _contexts.CreateDbContextAsync();
            try
            {
                return await SellAsync(context, new RivalSale { Key = key, Sku = _skus[sale.Sku], Location = Catalogue.Location, Quantity = -1, At = sale.At });
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody else changed the row: with jitter, so that those who collided do not meet again.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(50, 1 << Math.Min(attempt, 6))));
            }
            catch (DbUpdateException fault) when (IsRepeatedKey(fault.InnerException))
            {
                return Answer.Repeated;
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected abstract Task<Answer> SellAsync(TContext context, RivalSale sale);

    private static bool IsRepeatedKey(Exception? fault) => fault switch
    {
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.UniqueViolation,
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT_UNIQUE,
        _ => false,
    };
}

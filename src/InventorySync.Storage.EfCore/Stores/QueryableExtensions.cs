using System.Linq.Expressions;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>Conditions that not every call has.</summary>
internal static class QueryableExtensions
{
    public static IQueryable<T> WhereIf<T>(this IQueryable<T> rows, bool applies, Expression<Func<T, bool>> condition) =>
        applies ? rows.Where(condition) : rows;
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>Lets EF Core keep one model per choice of names: by the context's type alone the first one's names would serve all.</summary>
internal sealed class TableNamesModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((InventoryDbContext)context).Names, designTime);
}

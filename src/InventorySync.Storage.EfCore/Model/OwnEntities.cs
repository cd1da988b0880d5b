using Microsoft.EntityFrameworkCore.Metadata;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>Tells our tables from those of an application whose model they are part of.</summary>
internal static class OwnEntities
{
    public static IEnumerable<IMutableEntityType> Of(IMutableModel model) =>
        model.GetEntityTypes().Where(entity => entity.ClrType.Assembly == typeof(OwnEntities).Assembly);
}

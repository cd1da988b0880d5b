using Microsoft.EntityFrameworkCore.Metadata;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>Keeps times and durations as numbers of microseconds, in our tables and in no others of the model.</summary>
internal static class ColumnConversions
{
    public static void Apply(IMutableModel model)
    {
        foreach (var property in OwnEntities.Of(model).SelectMany(entity => entity.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type == typeof(DateTimeOffset))
            {
                property.SetValueConverter(new TimeConverter());
            }
            else if (type == typeof(TimeSpan))
            {
                property.SetValueConverter(new DurationConverter());
            }
        }
    }
}

using InventorySync.Storage.EfCore.Mapping;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>Keeps a moment as microseconds since 1970 in UTC: sorts and compares as a number in every database.</summary>
internal sealed class TimeConverter : ValueConverter<DateTimeOffset, long>
{
    public TimeConverter()
        : base(time => Microseconds.Of(time), microseconds => Microseconds.ToTime(microseconds))
    {
    }
}

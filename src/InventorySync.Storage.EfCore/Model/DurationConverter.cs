using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>Keeps a duration as microseconds.</summary>
internal sealed class DurationConverter : ValueConverter<TimeSpan, long>
{
    public DurationConverter()
        : base(duration => duration.Ticks / TimeSpan.TicksPerMicrosecond, microseconds => new TimeSpan(microseconds * TimeSpan.TicksPerMicrosecond))
    {
    }
}

using System.Buffers.Binary;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore.Archiving;

/// <summary>From when on a movement may be archived, and by which sign a commit knows that an operation cannot have been.</summary>
/// <remarks>
/// Archived is what was recorded before a month that began three days ago or more; of an operation whose UUID of version 7 says
/// that it was made later than a day into that month, nothing is. So an archived operation's UUID is two days old or older, and a
/// commit need not look for one made within the last day, even where two clocks differ by a day.
/// </remarks>
internal static class ArchiveRules
{
    public static readonly TimeSpan Settled = TimeSpan.FromDays(3);

    private static readonly TimeSpan IdAheadMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan IdFreshFor = TimeSpan.FromDays(1);

    /// <summary>Up to where, exclusive, movements are archived.</summary>
    public static DateTimeOffset CutoffOf(DateTimeOffset before, DateTimeOffset now)
    {
        var latest = now - Settled;
        var of = (before < latest ? before : latest).UtcDateTime;
        return new DateTimeOffset(of.Year, of.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }

    /// <summary>The month of a moment, in UTC.</summary>
    public static DateTimeOffset MonthOf(DateTimeOffset time)
    {
        var of = time.UtcDateTime;
        return new DateTimeOffset(of.Year, of.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }

    public static bool IsOld(LedgerRow row, DateTimeOffset cutoff) =>
        row.RecordedAt < cutoff
        && (row.OperationText is not null || MadeAt(new Guid(row.OperationKey, bigEndian: true)) is not { } madeAt || madeAt <= cutoff + IdAheadMax);

    /// <summary>Whether an operation that is committed now may have been archived before.</summary>
    public static bool MayBeArchived(Guid key, bool isText, DateTimeOffset now) =>
        isText || MadeAt(key) is not { } madeAt || madeAt <= now - IdFreshFor;

    /// <summary>When a UUID of version 7 was made; null: it is of another version.</summary>
    private static DateTimeOffset? MadeAt(Guid uuid)
    {
        if (uuid.Version != 7)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[OperationKey.Length];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}

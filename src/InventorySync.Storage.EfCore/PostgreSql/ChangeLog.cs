using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage.Coordination;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Makes rows of the change log, and changes of rows.</summary>
internal static class ChangeLog
{
    public static ChangeRow RowOf(Guid process, DateTimeOffset at, IReadOnlyCollection<StoreChange> changes) => new()
    {
        Process = process,
        At = at,
        Kinds = [.. changes.Select(change => (short)change.Kind)],
        Channels = [.. changes.Select(change => change.Channel.IsDefault ? string.Empty : change.Channel.Value)],
        Skus = [.. changes.Select(change => change.Sku.IsDefault ? string.Empty : change.Sku.Value)],
    };

    /// <summary>The changes of a row. What a later version of the library wrote and this one can't read counts as missed.</summary>
    public static IEnumerable<StoreChange> ChangesOf(short[] kinds, string[] channels, string[] skus)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            var kind = (StoreChangeKind)kinds[i];
            yield return Enum.IsDefined(kind)
                ? new StoreChange(kind, channels[i].Length == 0 ? default : new ChannelId(channels[i]), skus[i].Length == 0 ? default : new Sku(skus[i]))
                : new StoreChange(StoreChangeKind.Missed);
        }
    }
}

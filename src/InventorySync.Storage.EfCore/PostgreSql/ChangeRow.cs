namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>What one transaction changed, for the other processes on the database; kept for a while.</summary>
internal sealed class ChangeRow
{
    /// <summary>The transaction that made it: readers compare it with their snapshot, so that one which commits late is not missed.</summary>
    public ulong Transaction { get; set; }

    /// <summary>The process that made it, which need not hear of it.</summary>
    public Guid Process { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The kinds, channels and SKUs of its changes, index by index.</summary>
    public required short[] Kinds { get; set; }

    public required string[] Channels { get; set; }

    public required string[] Skus { get; set; }
}

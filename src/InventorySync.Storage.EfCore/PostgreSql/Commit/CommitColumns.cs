using System.Runtime.InteropServices;
using InventorySync.Storage.Coordination;
using InventorySync.Storage.EfCore.Archiving;
using InventorySync.Storage.EfCore.Mapping;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>A batch as arrays of columns: what the statements of the commit get. Kept between commits, since they come one after the other.</summary>
internal sealed class CommitColumns
{
    private readonly List<StoreChange> _changes = [];
    private int[] _numbers = [];

    public Column<Guid> Refused { get; } = new(NpgsqlDbType.Uuid);

    /// <summary>Those of the applied and the refused operations that may have been archived.</summary>
    public Column<Guid> Old { get; } = new(NpgsqlDbType.Uuid);

    public LevelColumns Confirmed { get; } = new();

    public LevelColumns Changed { get; } = new();

    public ReservationColumns NewReservations { get; } = new();

    public ReservationColumns ChangedReservations { get; } = new();

    public OrderColumns NewOrders { get; } = new();

    public OrderColumns ChangedOrders { get; } = new();

    public OpenUnitColumns OpenUnits { get; } = new();

    public IncidentColumns Incidents { get; } = new();

    public MovementColumns Movements { get; } = new();

    public MovementColumns Empty { get; } = new();

    public ChangeColumns Changes { get; } = new();

    /// <summary>Takes a batch apart.</summary>
    /// <returns>What it consists of.</returns>
    public CommitParts Fill(CommitBatch batch)
    {
        Clear();
        foreach (ref readonly var id in CollectionsMarshal.AsSpan(batch.RefusedOperations))
        {
            var key = OperationKey.ToUuid(id, out var text);
            Refused.Add(key);
            AddIfOld(key, text, batch.RecordedAt);
        }

        FillLevels(batch);
        var parts = FillMovements(batch);
        foreach (var change in batch.Reservations)
        {
            (change.VersionBefore == 0 ? NewReservations : ChangedReservations).Add(change);
        }

        foreach (var change in batch.Orders)
        {
            (change.VersionBefore == 0 ? NewOrders : ChangedOrders).Add(change);
            OpenUnits.Add(change.After);
        }

        foreach (var incident in batch.Incidents)
        {
            Incidents.Add(incident);
        }

        _changes.Clear();
        CommitChanges.Collect(batch, _changes);
        foreach (ref readonly var change in CollectionsMarshal.AsSpan(_changes))
        {
            Changes.Add(change);
        }

        return parts
            | If(Refused.Values.Count, CommitParts.Refusals)
            | If(Old.Values.Count, CommitParts.Old)
            | If(Confirmed.Count, CommitParts.Confirmations)
            | If(NewReservations.Count, CommitParts.NewReservations)
            | If(ChangedReservations.Count, CommitParts.ChangedReservations)
            | If(NewOrders.Count, CommitParts.NewOrders)
            | If(ChangedOrders.Count, CommitParts.ChangedOrders)
            | If(OpenUnits.Count, CommitParts.OpenUnits)
            | If(Incidents.Count, CommitParts.Incidents)
            | If(Movements.Count, CommitParts.Movements)
            | If(Empty.Count, CommitParts.EmptyOperations);
    }

    private void AddIfOld(Guid key, string? text, DateTimeOffset now)
    {
        if (ArchiveRules.MayBeArchived(key, text is not null, now))
        {
            Old.Add(key);
        }
    }

    private static CommitParts If(int count, CommitParts part) => count == 0 ? CommitParts.None : part;

    private void FillLevels(CommitBatch batch)
    {
        var levels = CollectionsMarshal.AsSpan(batch.Levels);
        if (_numbers.Length < levels.Length)
        {
            _numbers = new int[levels.Length * 2];
        }

        for (var i = 0; i < levels.Length; i++)
        {
            (levels[i].MovementCount == 0 ? Confirmed : Changed).Add(levels[i], i);
            _numbers[i] = Changed.Count;
        }
    }

    private CommitParts FillMovements(CommitBatch batch)
    {
        var parts = CommitParts.None;
        var drafts = CollectionsMarshal.AsSpan(batch.Movements);
        var next = 0;
        foreach (ref readonly var operation in CollectionsMarshal.AsSpan(batch.Operations))
        {
            var key = OperationKey.ToUuid(operation.Id, out var text);
            AddIfOld(key, text, batch.RecordedAt);
            if (operation.MovementCount == 0)
            {
                Empty.Add(operation, key, text, line: 0, level: 0, default);
            }

            for (var line = 0; line < operation.MovementCount; line++)
            {
                ref readonly var draft = ref drafts[next++];
                parts |= Movements.Add(operation, key, text, line, _numbers[draft.Level], draft);
            }
        }

        return parts;
    }

    private void Clear()
    {
        Refused.Clear();
        Old.Clear();
        Confirmed.Clear();
        Changed.Clear();
        NewReservations.Clear();
        ChangedReservations.Clear();
        NewOrders.Clear();
        ChangedOrders.Clear();
        OpenUnits.Clear();
        Incidents.Clear();
        Movements.Clear();
        Empty.Clear();
        Changes.Clear();
    }
}

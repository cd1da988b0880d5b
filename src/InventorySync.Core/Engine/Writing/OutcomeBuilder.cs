using System.Runtime.InteropServices;
using InventorySync.Alerts;
using InventorySync.Engine.Evaluation;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine.Writing;

/// <summary>Makes the outcome that a caller sees, from a decision and the levels after it, or from what was recorded before.</summary>
internal static class OutcomeBuilder
{
    public static StockOutcome Of(StockOperation operation, in EvaluationResult result, EvaluationBatch batch, IReadOnlyList<Level> levelsAfter)
    {
        if (result.Operation >= 0 && result.IncidentCount == 0 && result.Shortfall is null && operation.Reservation is null
            && batch.Commit.Operations[result.Operation].MovementCount == 1)
        {
            return new StockOutcome { Status = result.Status, Operation = operation.Id, Line = LineOf(batch.Commit, result.MovementsFrom, levelsAfter) };
        }

        return new StockOutcome
        {
            Status = result.Status,
            Operation = operation.Id,
            Lines = result.Operation < 0 ? [] : LinesOf(batch.Commit, result, levelsAfter),
            Refusals = result.RefusalCount == 0 ? Array.Empty<Refusal>() : batch.Refusals.GetRange(result.RefusalsFrom, result.RefusalCount),
            Reservation = result.Operation < 0 ? null : operation.Reservation,
            Shortfall = result.Shortfall,
            Incidents = result.IncidentCount == 0 ? Array.Empty<Incident>() : batch.Commit.Incidents.GetRange(result.IncidentsFrom, result.IncidentCount),
        };
    }

    public static StockOutcome Of(RecordedOperation recorded, bool isRepeat)
    {
        var record = recorded.Record;
        var detail = OutcomeDetail.Read(record.Detail);
        return new StockOutcome
        {
            Status = record.Status,
            Operation = record.Id,
            IsRepeat = isRepeat,
            Lines = [.. recorded.Movements.Select(movement => new AppliedLine(
                movement.Sku, movement.Location, movement.OnHandDelta, movement.ReservedDelta, movement.OnHand, movement.Reserved, movement.Version))],
            Reservation = record.Reservation.IsDefault ? null : record.Reservation,
            Shortfall = detail?.Shortfall?.ToShortfall(),
            Incidents = detail is null
                ? []
                : [.. detail.Incidents.Select(incident => incident.ToIncident(
                    record.Id, record.Channel.IsDefault ? null : record.Channel, record.Reservation.IsDefault ? null : record.Reservation))],
        };
    }

    public static StockOutcome AsRepeat(StockOutcome first) => new()
    {
        Status = first.Status,
        Operation = first.Operation,
        IsRepeat = true,
        Lines = first.Lines,
        Refusals = first.Refusals,
        Reservation = first.Reservation,
        Shortfall = first.Shortfall,
        Incidents = first.Incidents,
    };

    private static AppliedLine[] LinesOf(CommitBatch batch, in EvaluationResult result, IReadOnlyList<Level> levelsAfter)
    {
        var count = batch.Operations[result.Operation].MovementCount;
        if (count == 0)
        {
            return [];
        }

        var lines = new AppliedLine[count];
        for (var i = 0; i < count; i++)
        {
            lines[i] = LineOf(batch, result.MovementsFrom + i, levelsAfter);
        }

        return lines;
    }

    private static AppliedLine LineOf(CommitBatch batch, int movement, IReadOnlyList<Level> levelsAfter)
    {
        ref readonly var draft = ref CollectionsMarshal.AsSpan(batch.Movements)[movement];
        ref readonly var change = ref CollectionsMarshal.AsSpan(batch.Levels)[draft.Level];
        var after = levelsAfter[draft.Level];
        return new AppliedLine(
            change.Key.Sku,
            change.Key.Location,
            draft.OnHandDelta,
            draft.ReservedDelta,
            after.OnHand - change.OnHandDelta + draft.OnHandOffset,
            after.Reserved - change.ReservedDelta + draft.ReservedOffset,
            after.Version - change.MovementCount + draft.VersionOffset);
    }
}

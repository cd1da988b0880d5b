using InventorySync.Engine.Evaluation;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine.Writing;

/// <summary>Makes the outcome that a caller sees, from a decision and the levels after it, or from what was recorded before.</summary>
internal static class OutcomeBuilder
{
    public static StockOutcome Of(StockOperation operation, in EvaluationResult result, EvaluationBatch batch, IReadOnlyList<Level> levelsAfter) => new()
    {
        Status = result.Status,
        Operation = operation.Id,
        Lines = result.Operation < 0 ? [] : Lines(batch.Commit, result, levelsAfter),
        Refusals = result.RefusalCount == 0 ? [] : batch.Refusals.GetRange(result.RefusalsFrom, result.RefusalCount),
        Reservation = result.Operation < 0 ? null : operation.Reservation,
        Shortfall = result.Shortfall,
        Incidents = result.IncidentCount == 0 ? [] : batch.Commit.Incidents.GetRange(result.IncidentsFrom, result.IncidentCount),
    };

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

    private static AppliedLine[] Lines(CommitBatch batch, in EvaluationResult result, IReadOnlyList<Level> levelsAfter)
    {
        var count = batch.Operations[result.Operation].MovementCount;
        if (count == 0)
        {
            return [];
        }

        var lines = new AppliedLine[count];
        for (var i = 0; i < count; i++)
        {
            var draft = batch.Movements[result.MovementsFrom + i];
            var change = batch.Levels[draft.Level];
            var after = levelsAfter[draft.Level];
            lines[i] = new AppliedLine(
                change.Key.Sku,
                change.Key.Location,
                draft.OnHandDelta,
                draft.ReservedDelta,
                after.OnHand - change.OnHandDelta + draft.OnHandOffset,
                after.Reserved - change.ReservedDelta + draft.ReservedOffset,
                after.Version - change.MovementCount + draft.VersionOffset);
        }

        return lines;
    }
}

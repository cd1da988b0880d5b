using InventorySync.Alerts;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Fulfilment;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine.Evaluation;

/// <summary>
/// Decides operations: state and a clock reading in, outcome and effects out. No I/O, no clock of its own. Whatever a decision
/// relies on is noted as a guard, and the database confirms it in the transaction that writes the effects.
/// </summary>
/// <remarks>Runs on the writer's loop only; keeps buffers of its own.</remarks>
internal sealed partial class StockEvaluator
{
    private readonly ISourcingStrategy _sourcing;
    private readonly ChannelRegistry _channels;
    private readonly Func<Guid> _newId;
    private EvaluationBatch _batch = null!;
    private StockOperation _operation = null!;
    private OutcomeStatus _refusal;

    public StockEvaluator(ISourcingStrategy sourcing, ChannelRegistry channels, Func<Guid> newId)
    {
        _sourcing = sourcing;
        _channels = channels;
        _newId = newId;
    }

    public EvaluationResult Evaluate(StockOperation operation, EvaluationBatch batch)
    {
        _batch = batch;
        _operation = operation;
        _refusal = OutcomeStatus.None;
        var refusalsFrom = batch.Refusals.Count;
        var incidentsFrom = batch.Commit.Incidents.Count;
        var movementsFrom = batch.Commit.Movements.Count;
        batch.BeginOperation();

        var status = operation.Kind switch
        {
            OperationKind.Sell => TakeLines(Taking.OnHand, isFact: false),
            OperationKind.RecordSale => TakeLines(Taking.OnHand, isFact: true),
            OperationKind.Receive or OperationKind.Return => AddLines(),
            OperationKind.Adjust or OperationKind.Damage => CorrectLines(),
            OperationKind.Count => CountLines(),
            OperationKind.Reserve => Reserve(),
            OperationKind.Release => Release(),
            OperationKind.Expire => Expire(),
            OperationKind.Fulfil => Fulfil(),
            OperationKind.Pin => SetPinned(true),
            OperationKind.Unpin => SetPinned(false),
            OperationKind.Extend => Extend(),
            OperationKind.RecordOrder => RecordOrder(),
            _ => throw new InvalidOperationException($"The evaluator knows no operation of kind {operation.Kind}."),
        };

        if (_refusal != OutcomeStatus.None)
        {
            status = _refusal;
            batch.Rollback();
            batch.Commit.Incidents.RemoveRange(incidentsFrom, batch.Commit.Incidents.Count - incidentsFrom);
        }

        var isWritten = status is OutcomeStatus.Applied or OutcomeStatus.Shortfall;
        var result = new EvaluationResult
        {
            Status = status,
            Operation = isWritten ? batch.Commit.Operations.Count : -1,
            MovementsFrom = movementsFrom,
            RefusalsFrom = refusalsFrom,
            RefusalCount = batch.Refusals.Count - refusalsFrom,
            IncidentsFrom = incidentsFrom,
            IncidentCount = batch.Commit.Incidents.Count - incidentsFrom,
            Shortfall = status == OutcomeStatus.Shortfall ? _shortfall : null,
        };
        if (isWritten)
        {
            batch.Commit.Operations.Add(Record(status, movementsFrom, result));
        }
        else
        {
            batch.Commit.RefusedOperations.Add(operation.Id);
        }

        return result;
    }

    private OperationRecord Record(OutcomeStatus status, int movementsFrom, in EvaluationResult result) => new()
    {
        Id = _operation.Id,
        Kind = _operation.Kind,
        Status = status,
        OccurredAt = _operation.OccurredAt ?? _batch.Now,
        Channel = _operation.Channel.GetValueOrDefault(),
        Reservation = _operation.Reservation.GetValueOrDefault(),
        Reason = _operation.Reason,
        Detail = result.IncidentCount == 0 && result.Shortfall is null
            ? null
            : OutcomeDetail.Write(_batch.Commit.Incidents, result.IncidentsFrom, result.Shortfall),
        MovementCount = _batch.Commit.Movements.Count - movementsFrom,
    };

    /// <summary>Notes a refusal; of several kinds the one with the lowest number is reported.</summary>
    private void Refuse(OutcomeStatus status, in Refusal refusal, int slot = -1)
    {
        if (_refusal == OutcomeStatus.None || status < _refusal)
        {
            _refusal = status;
        }

        _batch.Refuse(refusal, slot);
    }

    private void Refuse(OutcomeStatus status) => _refusal = status;

    /// <summary>Whether the SKU may be decided on; refuses the line where not.</summary>
    private bool IsKnown(int line, Sku sku, CatalogItem? item, long quantity)
    {
        if (item is not null || _batch.HasLevels(sku))
        {
            return true;
        }

        Refuse(OutcomeStatus.UnknownSku, new Refusal(line, sku, null, quantity, 0));
        return false;
    }

    /// <summary>Whether the location may be decided on; refuses the line where not.</summary>
    private bool IsKnown(int line, Sku sku, LocationId location, long quantity)
    {
        if (_batch.Catalog.FindLocation(location) is not null)
        {
            return true;
        }

        Refuse(OutcomeStatus.UnknownLocation, new Refusal(line, sku, location, quantity, 0));
        return false;
    }

    /// <summary>Raises an incident over units that the last movement left uncovered.</summary>
    private void Raise(Sku sku, LocationId location, long units, IncidentCause cause) => _batch.Raise(new Incident
    {
        Id = _newId(),
        Sku = sku,
        Location = location,
        Units = units,
        Cause = cause,
        Operation = _operation.Id,
        Channel = _operation.Channel,
        Reservation = _operation.Reservation,
        OccurredAt = _operation.OccurredAt ?? _batch.Now,
        RecordedAt = _batch.Now,
    });

    private IncidentCause FactCause => _operation.Kind switch
    {
        OperationKind.RecordSale => IncidentCause.OfflineSale,
        OperationKind.RecordOrder => IncidentCause.Unknown,
        _ => IncidentCause.CountError,
    };
}

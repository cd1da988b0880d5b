using System.Diagnostics.Metrics;
using InventorySync.Diagnostics;
using InventorySync.Stock;

namespace InventorySync.Engine;

/// <summary>What the engine reports of itself.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class EngineMetrics
{
    private readonly Meter _meter;
    private readonly Counter<long> _operations;
    private readonly Counter<long> _repeats;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _waits;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitTime;

    public EngineMetrics(InventorySyncMeter meter)
    {
        _meter = meter.Meter;
        _operations = _meter.CreateCounter<long>("inventorysync.engine.operations", "{operation}", "Operations by kind and outcome.");
        _repeats = _meter.CreateCounter<long>("inventorysync.engine.repeats", "{operation}", "Operations that had been applied before.");
        _conflicts = _meter.CreateCounter<long>("inventorysync.engine.conflicts", "{batch}", "Batches decided again because another process had changed what they rest on.");
        _waits = _meter.CreateCounter<long>("inventorysync.engine.waits", "{operation}", "Operations whose callers had to wait because the queue was full.");
        _batchSize = _meter.CreateHistogram<int>("inventorysync.engine.batch_size", "{operation}", "Operations in one transaction.");
        _commitTime = _meter.CreateHistogram(
            "inventorysync.engine.commit_time", "s", "Time of one commit in the store.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] });
    }

    public void ObserveQueue(Func<int> length) =>
        _meter.CreateObservableGauge("inventorysync.engine.queue_length", length, "{operation}", "Operations that wait for the writer.");

    public void Completed(OperationKind kind, OutcomeStatus status)
    {
        if (_operations.Enabled)
        {
            _operations.Add(1, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("status", status));
        }
    }

    public void Repeated(int count) => _repeats.Add(count);

    public void Conflicted() => _conflicts.Add(1);

    public void Waited() => _waits.Add(1);

    public void Committed(int operations, TimeSpan time)
    {
        _batchSize.Record(operations);
        _commitTime.Record(time.TotalSeconds);
    }
}

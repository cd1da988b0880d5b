using System.Runtime.InteropServices;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>
/// Where signals land for one dispatcher: one entry per SKU however many come, so that a flood of signals costs memory by
/// the SKU and the dispatcher's work by the push.
/// </summary>
/// <remarks>Noting is safe from any thread and takes the time of a hash lookup; the dispatcher's loop takes.</remarks>
internal sealed class SignalInbox : ISignalReceiver
{
    private readonly ChannelId _channel;
    private readonly DispatchClock _clock;
    private readonly AsyncSignal _wake;
    private readonly Lock _lock = new();
    private readonly Dictionary<Sku, int> _indexes = [];
    private List<Signal> _signals = [];
    private bool _isEverythingChanged;
    private int _commits;
    private bool _isWakeDue;
    private long _count;
    private long _coalesced;

    public SignalInbox(ChannelId channel, DispatchClock clock, AsyncSignal wake)
    {
        _channel = channel;
        _clock = clock;
        _wake = wake;
    }

    /// <summary>Signals so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Of them, those that came while another one of the same SKU waited.</summary>
    public long Coalesced => Interlocked.Read(ref _coalesced);

    public void OnSkuChanged(Sku sku) => Note(sku, SignalKinds.Changed);

    public void OnSkuSold(Sku sku) => Note(sku, SignalKinds.Sold);

    public void OnOwnOrderChanged(ChannelId channel, Sku sku)
    {
        if (channel == _channel)
        {
            Note(sku, SignalKinds.OwnOrder);
        }
    }

    public void OnListingChanged(ChannelId channel, Sku sku)
    {
        if (channel == _channel)
        {
            Note(sku, SignalKinds.Listing);
        }
    }

    public void OnEverythingChanged()
    {
        lock (_lock)
        {
            _isEverythingChanged = true;
        }

        _wake.Set();
    }

    public void OnCommitBegin()
    {
        lock (_lock)
        {
            _commits++;
        }
    }

    public void OnCommitEnd()
    {
        bool isWakeDue;
        lock (_lock)
        {
            // Another commit's signals may still come: whoever wakes up for them does so once more, rather than too late.
            isWakeDue = _isWakeDue;
            _isWakeDue = false;
            _commits--;
        }

        if (isWakeDue)
        {
            _wake.Set();
        }
    }

    /// <summary>Takes what came since the last call, in order.</summary>
    /// <param name="emptied">A list that is no longer needed: it is filled next.</param>
    /// <param name="isEverythingChanged">Whether every listing has to be looked at.</param>
    public List<Signal> Take(List<Signal> emptied, out bool isEverythingChanged)
    {
        emptied.Clear();
        lock (_lock)
        {
            isEverythingChanged = _isEverythingChanged;
            _isEverythingChanged = false;
            if (_signals.Count == 0)
            {
                return emptied;
            }

            var signals = _signals;
            _signals = emptied;
            _indexes.Clear();
            return signals;
        }
    }

    private void Note(Sku sku, SignalKinds kind)
    {
        var isFirst = false;
        lock (_lock)
        {
            _count++;
            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, sku, out var isThere);
            if (isThere)
            {
                _coalesced++;
                ref var signal = ref CollectionsMarshal.AsSpan(_signals)[index];
                signal = signal with { Kinds = signal.Kinds | kind };
            }
            else
            {
                isFirst = _signals.Count == 0;
                index = _signals.Count;
                _signals.Add(new Signal(sku, kind, _clock.Elapsed));
            }

            // An order of twenty lines is one reading of twenty articles, not twenty of one.
            _isWakeDue |= isFirst && _commits > 0;
            isFirst &= _commits == 0;
        }

        // Later ones find the loop awake, or about to take them.
        if (isFirst)
        {
            _wake.Set();
        }
    }
}

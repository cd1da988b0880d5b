using InventorySync.Crash.Telling;
using InventorySync.Stock;

namespace InventorySync.Crash.Load;

/// <summary>Decides what one caller asks for next. The mixture follows from the seed; what becomes of a hold, from the answers too.</summary>
internal sealed class Workload
{
    private const int HoldsMax = 8;
    private const int RepeatableMax = 64;

    private readonly Random _random;
    private readonly string _prefix;
    private readonly int _others;
    private readonly List<Ask> _holds = [];
    private readonly List<Ask> _repeatable = [];
    private int _asked;

    public Workload(int seed, string prefix, int others)
    {
        _random = new Random(seed);
        _prefix = prefix;
        _others = others;
    }

    /// <summary>Something that was told as applied, which may be asked again at any time.</summary>
    public void MayRepeat(Ask ask)
    {
        if (_repeatable.Count == RepeatableMax)
        {
            _repeatable.RemoveAt(_random.Next(RepeatableMax));
        }

        _repeatable.Add(ask);
    }

    /// <summary>An outcome that was told.</summary>
    public void Heard(Ask ask, StockOutcome outcome)
    {
        if (!outcome.IsApplied)
        {
            return;
        }

        MayRepeat(ask);

        // Holds that end by themselves are left to it.
        if (ask.Kind == OperationKind.Reserve && ask.ExpiresAt is null && !outcome.IsRepeat)
        {
            _holds.Add(ask);
        }
    }

    public Ask Next() => _random.Next(100) switch
    {
        < 45 => Make(OperationKind.Sell, [Line(3)]),
        < 57 => Make(OperationKind.Sell, TwoLines()),
        < 70 when _holds.Count < HoldsMax => Reserve(),
        < 82 when _holds.Count > 0 => EndHold(),
        < 86 when _repeatable.Count > 0 => _repeatable[_random.Next(_repeatable.Count)],
        < 90 => Make(OperationKind.Count, [Counted()]),
        < 97 => Make(OperationKind.Receive, [Line(12)]),
        _ => Make(OperationKind.Receive, TwoLines()),
    };

    // Half of all lines want the hot article.
    private AskLine Line(int quantityMax) =>
        new(_random.Next(2) == 0 ? Shop.Hot : Shop.Other(_random.Next(_others)), _random.Next(1, quantityMax + 1));

    private AskLine[] TwoLines() => [new(Shop.Hot, _random.Next(1, 4)), new(Shop.Other(_random.Next(_others)), _random.Next(1, 3))];

    private AskLine Counted()
    {
        var isHot = _random.Next(4) == 0;
        return new AskLine(isHot ? Shop.Hot : Shop.Other(_random.Next(_others)), _random.Next(isHot ? Shop.HotUnits : Shop.OtherUnits));
    }

    private Ask Reserve()
    {
        // Some carts are left behind: their holds end by themselves, soon enough that it happens under load.
        DateTimeOffset? expiry = _random.Next(4) == 0 ? TimeProvider.System.GetUtcNow().AddMilliseconds(_random.Next(50, 1_000)) : null;
        var ask = Make(OperationKind.Reserve, _random.Next(2) == 0 ? [Line(3)] : TwoLines());
        return ask with { Hold = $"hold of {ask.Id}", ExpiresAt = expiry };
    }

    private Ask EndHold()
    {
        var at = _random.Next(_holds.Count);
        var hold = _holds[at];
        _holds.RemoveAt(at);
        return Make(_random.Next(2) == 0 ? OperationKind.Fulfil : OperationKind.Release, hold.Lines) with { Hold = hold.Hold };
    }

    // Both forms of ids: the caller's own text, and one that sorts by time.
    private Ask Make(OperationKind kind, AskLine[] lines) =>
        new(_random.Next(2) == 0 ? $"{_prefix}-{_asked++}" : OperationId.New(TimeProvider.System).ToString(), kind, lines);
}

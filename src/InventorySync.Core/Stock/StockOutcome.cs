using InventorySync.Alerts;
using InventorySync.Reservations;

namespace InventorySync.Stock;

/// <summary>What became of an operation. An expected refusal is a status here, never an exception.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed class StockOutcome
{
    // A sale in the usual form is this object alone: its one line stands inside until somebody asks for the list, and what few
    // outcomes have stands apart. Two threads that ask at once may get two lists, which are equal.
    private readonly AppliedLine _line;
    private readonly OutcomeExtras? _extras;
    private IReadOnlyList<AppliedLine>? _lines = [];

    /// <summary>How it ended.</summary>
    public required OutcomeStatus Status { get; init; }

    /// <summary>Which operation.</summary>
    public required OperationId Operation { get; init; }

    /// <summary>
    /// Whether this operation had been applied before: then this is its first outcome again, and nothing changed. Where the
    /// store's answer was lost, of two callers who ask for one operation at the same time both may be told false.
    /// </summary>
    public bool IsRepeat { get; init; }

    /// <summary>The changes made, in order. Empty where refused, and where there was nothing to change.</summary>
    public IReadOnlyList<AppliedLine> Lines
    {
        get => _lines ??= new AppliedLine[] { _line };
        init => _lines = value;
    }

    /// <summary>The lines that stood in the way. Empty where applied.</summary>
    public IReadOnlyList<Refusal> Refusals
    {
        get => _extras?.Refusals ?? [];
        init => _extras = value.Count == 0 ? _extras : (_extras ?? new OutcomeExtras()) with { Refusals = value };
    }

    /// <summary>The reservation that was made or changed; null where there is none.</summary>
    public ReservationId? Reservation
    {
        get => _extras?.Reservation;
        init => _extras = value is null ? _extras : (_extras ?? new OutcomeExtras()) with { Reservation = value };
    }

    /// <summary>What a late commit could not get, with the ways out; null unless <see cref="OutcomeStatus.Shortfall"/>.</summary>
    public Shortfall? Shortfall
    {
        get => _extras?.Shortfall;
        init => _extras = value is null ? _extras : (_extras ?? new OutcomeExtras()) with { Shortfall = value };
    }

    /// <summary>Incidents that this operation raised: units that stock does not cover. Usually empty.</summary>
    public IReadOnlyList<Incident> Incidents
    {
        get => _extras?.Incidents ?? [];
        init => _extras = value.Count == 0 ? _extras : (_extras ?? new OutcomeExtras()) with { Incidents = value };
    }

    /// <summary>Whether the operation changed what it was asked to change (now or when it was first applied).</summary>
    public bool IsApplied => Status == OutcomeStatus.Applied;

    /// <summary>Whether the operation was turned down: nothing changed, and the same id may be asked again.</summary>
    public bool IsRefused => Status is not (OutcomeStatus.Applied or OutcomeStatus.Shortfall or OutcomeStatus.Stale or OutcomeStatus.Unchanged);

    /// <summary>The only line, in place of <see cref="Lines"/>.</summary>
    internal AppliedLine Line
    {
        init
        {
            _line = value;
            _lines = null;
        }
    }

    /// <summary>Status and first refusal, for a log or a message.</summary>
    public override string ToString() => Refusals.Count == 0
        ? $"{Operation}: {Status}{(IsRepeat ? " (repeat)" : string.Empty)}"
        : $"{Operation}: {Status}, {Refusals[0].Sku} at {Refusals[0].Location?.Value ?? "any location"}: requested {Refusals[0].Requested}, available {Refusals[0].Available}";
}

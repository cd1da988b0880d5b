using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Reservations;

namespace InventorySync.Stock;

/// <summary>The unit of atomicity and idempotency: all its lines are applied, or none, and at most once for ever.</summary>
/// <remarks>
/// Made by the methods below, which check what can be checked without looking at stock. Asked again under the same id, an
/// applied operation answers with its first outcome; a refused one is not remembered and may be asked again. Immutable; safe
/// from any thread.
/// </remarks>
public sealed partial record StockOperation
{
    /// <summary>The most lines one operation may have.</summary>
    public const int LinesMax = 1_000;

    /// <summary>The longest permitted reason, in UTF-16 code units.</summary>
    public const int ReasonLengthMax = 500;

    // Most operations have one line: it stands inside, and saves them an array.
    private readonly StockLine _line;
    private readonly StockLine[]? _lines;
    private readonly StockSubject? _subject;
    private readonly ChannelId _channel;
    private readonly string? _reason;

    private StockOperation(OperationId id, OperationKind kind, ReadOnlySpan<StockLine> lines, StockSubject? subject = null)
    {
        Id = id;
        Kind = kind;
        if (lines.Length == 1)
        {
            _line = lines[0];
        }
        else
        {
            _lines = lines.ToArray();
        }

        _subject = subject;
    }

    /// <summary>Names the operation; a repeat under the same id changes nothing.</summary>
    public OperationId Id { get; }

    /// <summary>What it does.</summary>
    public OperationKind Kind { get; }

    /// <summary>Its lines. Two lines on one level count together. Empty for what concerns a reservation or order as a whole.</summary>
    public IReadOnlyList<StockLine> Lines => _lines ?? [_line];

    /// <summary>The reservation concerned; null where there is none.</summary>
    public ReservationId? Reservation => _subject?.Reservation;

    /// <summary>Under which terms units are reserved; null unless <see cref="OperationKind.Reserve"/>.</summary>
    public ReservationTerms? Terms => _subject?.Terms;

    /// <summary>The order's snapshot; null unless <see cref="OperationKind.RecordOrder"/>.</summary>
    public OrderSnapshot? Order => _subject?.Order;

    /// <summary>The hold's next expiry; null unless <see cref="OperationKind.Extend"/>.</summary>
    public DateTimeOffset? ExpiresAt => _subject?.ExpiresAt;

    /// <summary>The channel it comes from, whose locations then serve the lines that name none; null for work inside the house.</summary>
    public ChannelId? Channel
    {
        get => _channel.IsDefault ? null : _channel;
        init => _channel = value.GetValueOrDefault();
    }

    /// <summary>When it happened in the world; null: when it is recorded.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Why, in the words of who asks; at most <see cref="ReasonLengthMax"/> characters.</summary>
    /// <exception cref="ArgumentException">It is too long or has control characters.</exception>
    public string? Reason
    {
        get => _reason;
        init => _reason = value is null ? null : IdentifierRules.Validated(value, nameof(Reason), ReasonLengthMax);
    }

    internal ReadOnlySpan<StockLine> LineSpan => _lines is null ? new ReadOnlySpan<StockLine>(in _line) : _lines;

    /// <summary>Sells at one's own checkout or till. Refused where available is less than what is asked for.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="lines">What is sold: quantities of at least 1.</param>
    /// <exception cref="ArgumentException">A line is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Sell(OperationId id, params ReadOnlySpan<StockLine> lines) =>
        new(Checked(id), OperationKind.Sell, Checked(lines, quantityMin: 1));

    /// <summary>Reserves units for an owner. Refused where available is less than what is asked for.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="terms">Under which id, for whom, until when.</param>
    /// <param name="lines">What is reserved: quantities of at least 1.</param>
    /// <exception cref="ArgumentException">A line or a term is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Reserve(OperationId id, ReservationTerms terms, params ReadOnlySpan<StockLine> lines)
    {
        ArgumentNullException.ThrowIfNull(terms);
        Checked(terms.Id);
        if (terms.Owner.Kind == OwnerKind.None)
        {
            throw new ArgumentException("ReservationTerms.Owner has no value; use ReservationOwner.Cart(id) or another.", nameof(terms));
        }

        return new StockOperation(Checked(id), OperationKind.Reserve, Checked(lines, quantityMin: 1), new StockSubject { Reservation = terms.Id, Terms = terms });
    }

    /// <summary>Gives reserved units back. Never refused for a hold that exists: what is given back already stays so.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="reservation">The hold.</param>
    /// <param name="lines">How many units of what; none: all that is still held.</param>
    /// <exception cref="ArgumentException">A line is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Release(OperationId id, ReservationId reservation, params ReadOnlySpan<StockLine> lines) =>
        OnReservation(id, OperationKind.Release, reservation, lines);

    /// <summary>
    /// Ships or hands over reserved units. For an expired hold it is a late commit: it gets the units again, or ends as
    /// <see cref="OutcomeStatus.Shortfall"/>.
    /// </summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="reservation">The hold.</param>
    /// <param name="lines">How many units of what; none: all that is still held.</param>
    /// <exception cref="ArgumentException">A line is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Fulfil(OperationId id, ReservationId reservation, params ReadOnlySpan<StockLine> lines) =>
        OnReservation(id, OperationKind.Fulfil, reservation, lines);

    /// <summary>Keeps a hold alive whatever its expiry, because a payment can still land.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="reservation">The hold.</param>
    public static StockOperation Pin(OperationId id, ReservationId reservation) =>
        OnReservation(id, OperationKind.Pin, reservation, []);

    /// <summary>Lets a hold's expiry count again.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="reservation">The hold.</param>
    public static StockOperation Unpin(OperationId id, ReservationId reservation) =>
        OnReservation(id, OperationKind.Unpin, reservation, []);

    /// <summary>Gives a hold another expiry.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="reservation">The hold.</param>
    /// <param name="expiresAt">When it ends by itself.</param>
    public static StockOperation Extend(OperationId id, ReservationId reservation, DateTimeOffset expiresAt) =>
        new(Checked(id), OperationKind.Extend, [], new StockSubject { Reservation = Checked(reservation), ExpiresAt = expiresAt });

    /// <summary>Records a marketplace's order: a fact, never refused for lack of stock.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="order">The order as it is now.</param>
    /// <exception cref="ArgumentException">A field of the snapshot is not permitted; the message names it and the fix.</exception>
    public static StockOperation RecordOrder(OperationId id, OrderSnapshot order)
    {
        var kept = Checked(order);
        var subject = new StockSubject { Reservation = kept.Reservation, Order = kept };
        return new StockOperation(Checked(id), OperationKind.RecordOrder, [], subject) { Channel = order.Channel, OccurredAt = order.UpdatedAt };
    }

    /// <summary>Records an offline till's sale: a fact, never refused for lack of stock.</summary>
    /// <param name="id">Names the operation, such as till and receipt number.</param>
    /// <param name="occurredAt">When it was rung up.</param>
    /// <param name="lines">What was sold: quantities of at least 1.</param>
    /// <exception cref="ArgumentException">A line is not permitted; the message names the field and the fix.</exception>
    public static StockOperation RecordSale(OperationId id, DateTimeOffset occurredAt, params ReadOnlySpan<StockLine> lines) =>
        new(Checked(id), OperationKind.RecordSale, Checked(lines, quantityMin: 1)) { OccurredAt = occurredAt };

    /// <summary>Receives goods. The first receipt of a SKU at a known location starts its level.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="lines">What arrived, each with its location: quantities of at least 1.</param>
    /// <exception cref="ArgumentException">A line is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Receive(OperationId id, params ReadOnlySpan<StockLine> lines) =>
        new(Checked(id), OperationKind.Receive, Checked(lines, quantityMin: 1, located: true));

    /// <summary>Takes units back into sale.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="lines">What came back, each with its location: quantities of at least 1.</param>
    /// <exception cref="ArgumentException">A line is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Return(OperationId id, params ReadOnlySpan<StockLine> lines) =>
        new(Checked(id), OperationKind.Return, Checked(lines, quantityMin: 1, located: true));

    /// <summary>Corrects on hand by a signed number of units. Refused where on hand would go below zero.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="lines">Signed changes, not 0, each with its location.</param>
    /// <exception cref="ArgumentException">A line or the reason is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Adjust(OperationId id, string reason, params ReadOnlySpan<StockLine> lines) =>
        new(Checked(id), OperationKind.Adjust, Checked(lines, quantityMin: -StockLine.QuantityMax, located: true, notZero: true)) { Reason = Required(reason) };

    /// <summary>Writes off units that can't be sold any more. Refused where on hand would go below zero.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="lines">What is lost, each with its location: quantities of at least 1.</param>
    /// <exception cref="ArgumentException">A line or the reason is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Damage(OperationId id, string reason, params ReadOnlySpan<StockLine> lines) =>
        new(Checked(id), OperationKind.Damage, Checked(lines, quantityMin: 1, located: true)) { Reason = Required(reason) };

    /// <summary>Sets on hand to what was counted (cycle count). Never refused.</summary>
    /// <param name="id">Names the operation.</param>
    /// <param name="lines">Counted units, at least 0, each with its location; one line a level.</param>
    /// <exception cref="ArgumentException">A line is not permitted; the message names the field and the fix.</exception>
    public static StockOperation Count(OperationId id, params ReadOnlySpan<StockLine> lines) =>
        new(Checked(id), OperationKind.Count, Checked(lines, quantityMin: 0, located: true));

    /// <summary>Ends a hold whose time is over.</summary>
    internal static StockOperation Expire(OperationId id, ReservationId reservation) =>
        OnReservation(id, OperationKind.Expire, reservation, []);
}

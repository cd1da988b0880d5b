using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Intake.Orders;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Alerts.Classification;

/// <summary>Gathers, right after an order raised incidents, what tells their cause, and writes the cause down.</summary>
/// <remarks>The order is recorded already and the incidents stand: failing here leaves their cause unknown and nothing else.</remarks>
internal sealed partial class OversellInquiry
{
    /// <summary>How many movements of an article are looked at: a listing that was not written for longer tells little anyway.</summary>
    private const int MovementsMax = 10_000;

    private readonly ILedgerStore _ledger;
    private readonly IListingStore _listings;
    private readonly ICatalog _catalog;
    private readonly ILogger<OversellInquiry> _logger;

    public OversellInquiry(IInventoryStore store, ICatalog catalog, ILogger<OversellInquiry> logger)
    {
        _ledger = store.Ledger;
        _listings = store.Listings;
        _catalog = catalog;
        _logger = logger;
    }

    /// <summary>Classifies the incidents that an order of a channel raised.</summary>
    public async Task ClassifyAsync(
        SalesChannel channel, OrderSnapshot order, OrderArrival arrival, IReadOnlyList<Incident> incidents, CancellationToken cancellationToken)
    {
        foreach (var incident in incidents)
        {
            if (incident.Cause != IncidentCause.Unknown)
            {
                continue;
            }

            try
            {
                var evidence = await GatherAsync(channel, order, arrival, incident, cancellationToken).ConfigureAwait(false);
                var cause = IncidentClassifier.Classify(evidence);
                Log.Classified(_logger, incident.Units, incident.Sku, incident.Location, channel.Id, order.OrderId, cause);
                if (cause != IncidentCause.Unknown)
                {
                    await _ledger.ClassifyIncidentAsync(incident.Id, cause, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (StorageException fault)
            {
                Log.NotClassified(_logger, incident.Id, fault);
            }
        }
    }

    private async Task<IncidentEvidence> GatherAsync(
        SalesChannel channel, OrderSnapshot order, OrderArrival arrival, Incident incident, CancellationToken cancellationToken)
    {
        var evidence = new IncidentEvidence
        {
            PlacedAt = order.PlacedAt,
            RecordedAt = incident.RecordedAt,
            ReadWithoutNotification = arrival == OrderArrival.Poll && channel.Adapter is INotificationReceiver,
        };

        // What was sent or acknowledged after the order was recorded is the answer to it and tells nothing of its cause.
        var listing = await FindListingAsync(channel.Id, order, incident.Sku, cancellationToken).ConfigureAwait(false);
        if (listing is null || listing.AcknowledgedAt is not { } acknowledgedAt || acknowledgedAt >= incident.RecordedAt)
        {
            return evidence with { LowerQuantityOnItsWay = IsLowerOnItsWay(listing, incident.RecordedAt) };
        }

        var (byChannel, elsewhere) = await SumUnitsAsync(channel.Id, order, incident.Sku, acknowledgedAt, cancellationToken).ConfigureAwait(false);
        return evidence with
        {
            Acknowledged = listing.Acknowledged,
            AcknowledgedAt = acknowledgedAt,
            LowerQuantityOnItsWay = IsLowerOnItsWay(listing, incident.RecordedAt),
            UnitsTakenElsewhere = elsewhere,

            // A kit's listing counts kits, its component's movements count components.
            UnitsSoldByChannel = listing.Sku == incident.Sku ? byChannel : null,
        };
    }

    private static bool IsLowerOnItsWay(Listing? listing, DateTimeOffset recordedAt) =>
        listing?.Sending is { } sending
        && listing.SendingSince < recordedAt
        && (listing.Acknowledged is not { } acknowledged || sending < acknowledged);

    /// <summary>The listing that the buyer ordered from: of the article, or of a kit that has it as a component.</summary>
    private async Task<Listing?> FindListingAsync(ChannelId channel, OrderSnapshot order, Sku sku, CancellationToken cancellationToken)
    {
        foreach (var line in order.Lines)
        {
            if ((line.Sku == sku || _catalog.Expand(line.Sku).Any(component => component.Sku == sku))
                && await _listings.FindAsync(channel, line.Sku, cancellationToken).ConfigureAwait(false) is { } listing)
            {
                return listing;
            }
        }

        return null;
    }

    /// <summary>Units of available that the channel's own orders took since a moment, and that others took before the buyer ordered.</summary>
    private async Task<(long ByChannel, long Elsewhere)> SumUnitsAsync(
        ChannelId channel, OrderSnapshot order, Sku sku, DateTimeOffset since, CancellationToken cancellationToken)
    {
        long byChannel = 0, elsewhere = 0;
        var seen = 0;
        var query = new MovementQuery { Sku = sku, RecordedFrom = since };
        await foreach (var movement in _ledger.ReadMovementsAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var taken = movement.ReservedDelta - movement.OnHandDelta;
            if (movement.Channel == channel)
            {
                byChannel += taken;
            }
            else if (movement.RecordedAt <= order.PlacedAt)
            {
                elsewhere += taken;
            }

            if (++seen == MovementsMax)
            {
                break;
            }
        }

        return (byChannel, elsewhere);
    }

    private static partial class Log
    {
        [LoggerMessage(IntakeEvents.IncidentClassified, LogLevel.Error, "Oversold {Units} of {Sku} at {Location}: order {OrderId} of {Channel}, cause {Cause}")]
        public static partial void Classified(ILogger logger, long units, Sku sku, LocationId location, ChannelId channel, string orderId, IncidentCause cause);

        [LoggerMessage(IntakeEvents.IncidentNotClassified, LogLevel.Warning, "The cause of incident {Incident} could not be looked for")]
        public static partial void NotClassified(ILogger logger, Guid incident, Exception fault);
    }
}

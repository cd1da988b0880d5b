using System.Text.Json;
using System.Text.Json.Serialization;
using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <summary>What an outcome holds beyond its movements, in the form in which the store keeps it for repeats.</summary>
internal sealed class OutcomeDetail
{
    public List<IncidentDetail> Incidents { get; init; } = [];

    public ShortfallDetail? Shortfall { get; init; }

    public static string Write(List<Incident> incidents, int from, Shortfall? shortfall) => JsonSerializer.Serialize(
        new OutcomeDetail
        {
            Incidents = [.. incidents.Skip(from).Select(IncidentDetail.Of)],
            Shortfall = shortfall is null ? null : ShortfallDetail.Of(shortfall),
        },
        OutcomeDetailJson.Default.OutcomeDetail);

    public static OutcomeDetail? Read(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, OutcomeDetailJson.Default.OutcomeDetail);

    internal sealed record IncidentDetail(
        Guid Id, string Sku, string Location, long Units, IncidentCause Cause, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt)
    {
        public static IncidentDetail Of(Incident incident) => new(
            incident.Id, incident.Sku.Value, incident.Location.Value, incident.Units, incident.Cause, incident.OccurredAt, incident.RecordedAt);

        public Incident ToIncident(OperationId operation, ChannelId? channel, ReservationId? reservation) => new()
        {
            Id = Id,
            Sku = new Sku(Sku),
            Location = new LocationId(Location),
            Units = Units,
            Cause = Cause,
            Operation = operation,
            Channel = channel,
            Reservation = reservation,
            OccurredAt = OccurredAt,
            RecordedAt = RecordedAt,
        };
    }

    internal sealed record ShortfallDetail(string Reservation, List<LineDetail> Missing, List<OptionDetail> Options)
    {
        public static ShortfallDetail Of(Shortfall shortfall) => new(
            shortfall.Reservation.Value,
            [.. shortfall.Missing.Select(line => new LineDetail(line.Sku.Value, line.Location.Value, line.Quantity, line.Open))],
            [.. shortfall.Options.Select(option => new OptionDetail(option.Kind, option.Sku.Value, option.Location?.Value, option.Units))]);

        public Shortfall ToShortfall() => new()
        {
            Reservation = new ReservationId(Reservation),
            Missing = [.. Missing.Select(line => new ReservedLine(new Sku(line.Sku), new LocationId(line.Location), line.Quantity, line.Open))],
            Options = [.. Options.Select(option => new ShortfallOption(
                option.Kind, new Sku(option.Sku), option.Location is null ? null : new LocationId(option.Location), option.Units))],
        };
    }

    internal sealed record LineDetail(string Sku, string Location, long Quantity, long Open);

    internal sealed record OptionDetail(ShortfallOptionKind Kind, string Sku, string? Location, long Units);
}

/// <summary>Reads and writes <see cref="OutcomeDetail"/> without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(OutcomeDetail))]
internal sealed partial class OutcomeDetailJson : JsonSerializerContext;

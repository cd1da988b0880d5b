using InventorySync.Alerts;
using InventorySync.Reservations;
using InventorySync.Stock;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Incidents.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>Incidents come back whole, the newest first.</summary>
    [Fact]
    public async Task ReadIncidents_Several_AreNewestFirst()
    {
        var first = Uncovered(NewUuid(), NewOperation());
        var second = Uncovered(NewUuid(), NewOperation()) with
        {
            Channel = Market,
            Reservation = new ReservationId("order:market:1"),
            Cause = IncidentCause.OfflineSale,
            OccurredAt = Noon.AddHours(-3),
        };
        var third = Uncovered(NewUuid(), NewOperation());
        await CommitAsync(Batch().Raise(first).Raise(second));
        await CommitAsync(Batch().Raise(third));

        Assert.Equal([third, second, first], await ListAsync(Ledger.ReadIncidentsAsync()));
        await ReopenAsync();
        Assert.Equal([third, second, first], await ListAsync(Ledger.ReadIncidentsAsync()));
    }

    /// <summary>One is closed once, with what was done.</summary>
    [Fact]
    public async Task ResolveIncident_Open_ClosesItOnce()
    {
        var incident = Uncovered(NewUuid(), NewOperation());
        var other = Uncovered(NewUuid(), NewOperation());
        await CommitAsync(Batch().Raise(incident).Raise(other));

        Assert.True(await Ledger.ResolveIncidentAsync(incident.Id, "bought more", Noon.AddHours(1)));
        Assert.False(await Ledger.ResolveIncidentAsync(incident.Id, "again", Noon.AddHours(2)));
        Assert.False(await Ledger.ResolveIncidentAsync(NewUuid(), "unknown", Noon));

        Assert.Equal([other], await ListAsync(Ledger.ReadIncidentsAsync(openOnly: true)));
        var closed = incident with { ResolvedAt = Noon.AddHours(1), Resolution = "bought more" };
        Assert.Equal([other, closed], await ListAsync(Ledger.ReadIncidentsAsync()));
    }

    /// <summary>The cause may be set whenever it is found.</summary>
    [Fact]
    public async Task ClassifyIncident_Known_SetsItsCause()
    {
        var incident = Uncovered(NewUuid(), NewOperation());
        await CommitAsync(Batch().Raise(incident));

        Assert.True(await Ledger.ClassifyIncidentAsync(incident.Id, IncidentCause.PropagationLag));
        Assert.False(await Ledger.ClassifyIncidentAsync(NewUuid(), IncidentCause.PropagationLag));

        Assert.Equal([incident with { Cause = IncidentCause.PropagationLag }], await ListAsync(Ledger.ReadIncidentsAsync()));
    }

    /// <summary>Two incidents of one id are a bug of the caller, and nothing is written.</summary>
    [Fact]
    public async Task Commit_IncidentIdAgain_ThrowsAndWritesNothing()
    {
        var incident = Uncovered(NewUuid(), NewOperation());
        await CommitAsync(Batch().Raise(incident));

        await Assert.ThrowsAsync<ArgumentException>(
            () => Ledger.CommitAsync(Batch().Operation(NewOperation()).Move(Tea, onHand: 1).Raise(incident).Build()));

        Assert.Empty(await MovementsAsync());
    }

    private static Incident Uncovered(Guid id, OperationId operation) => new()
    {
        Id = id,
        Sku = Tea.Sku,
        Location = North,
        Units = 3,
        Cause = IncidentCause.Unknown,
        Operation = operation,
        OccurredAt = Noon,
        RecordedAt = Noon.AddMinutes(1),
    };
}

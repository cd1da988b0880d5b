namespace InventorySync.Alerts.Classification;

/// <summary>What is said about why a channel sold more than there was.</summary>
public sealed class IncidentClassifierTests
{
    private static readonly DateTimeOffset PlacedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The channel showed 5, as acknowledged an hour before, sold within that, and told us at once.</summary>
    private static readonly IncidentEvidence Quiet = new()
    {
        PlacedAt = PlacedAt,
        RecordedAt = PlacedAt.AddSeconds(2),
        ReadWithoutNotification = false,
        Acknowledged = 5,
        AcknowledgedAt = PlacedAt.AddHours(-1),
        UnitsSoldByChannel = 5,
    };

    [Fact]
    public void Classify_ChannelShowedWhatWePublished_BufferTooSmall() => Assert.Equal(IncidentCause.BufferTooSmall, IncidentClassifier.Classify(Quiet));

    [Fact]
    public void Classify_SoldMoreThanItWasTold_ChangedAtChannel() =>
        Assert.Equal(IncidentCause.ChangedAtChannel, IncidentClassifier.Classify(Quiet with { UnitsSoldByChannel = 6 }));

    [Fact]
    public void Classify_UnitsSoldNotKnown_BufferTooSmall() =>
        Assert.Equal(IncidentCause.BufferTooSmall, IncidentClassifier.Classify(Quiet with { UnitsSoldByChannel = null }));

    [Fact]
    public void Classify_QuantityInDoubtAfterASaleOfItsOwn_BufferTooSmall() =>
        Assert.Equal(IncidentCause.BufferTooSmall, IncidentClassifier.Classify(Quiet with { Acknowledged = null }));

    [Fact]
    public void Classify_LowerQuantityOnItsWay_PropagationLag() =>
        Assert.Equal(IncidentCause.PropagationLag, IncidentClassifier.Classify(Quiet with { LowerQuantityOnItsWay = true, ReadWithoutNotification = true, RecordedAt = PlacedAt.AddHours(1) }));

    [Fact]
    public void Classify_AcknowledgedOnlyAfterTheOrder_PropagationLag() =>
        Assert.Equal(IncidentCause.PropagationLag, IncidentClassifier.Classify(Quiet with { AcknowledgedAt = PlacedAt.AddSeconds(1) }));

    [Fact]
    public void Classify_StockWasGoneAndTheChannelNotYetTold_PropagationLag() =>
        Assert.Equal(IncidentCause.PropagationLag, IncidentClassifier.Classify(Quiet with { UnitsTakenElsewhere = 1 }));

    [Theory]
    [InlineData(60, IncidentCause.BufferTooSmall)]
    [InlineData(61, IncidentCause.MissedNotification)]
    public void Classify_FoundByPolling_IsMissedOnceANotificationWouldHaveCome(int seconds, IncidentCause cause) =>
        Assert.Equal(cause, IncidentClassifier.Classify(Quiet with { ReadWithoutNotification = true, RecordedAt = PlacedAt.AddSeconds(seconds) }));

    [Fact]
    public void Classify_FoundByPollingLongAfterOnAnUnknownListing_MissedNotification() =>
        Assert.Equal(
            IncidentCause.MissedNotification,
            IncidentClassifier.Classify(new IncidentEvidence { PlacedAt = PlacedAt, RecordedAt = PlacedAt.AddHours(1), ReadWithoutNotification = true }));

    [Fact]
    public void Classify_NothingKnownOfTheListing_Unknown() =>
        Assert.Equal(
            IncidentCause.Unknown,
            IncidentClassifier.Classify(new IncidentEvidence { PlacedAt = PlacedAt, RecordedAt = PlacedAt, ReadWithoutNotification = false }));
}

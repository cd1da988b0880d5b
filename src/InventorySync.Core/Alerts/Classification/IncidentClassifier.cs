namespace InventorySync.Alerts.Classification;

/// <summary>Tells why a channel sold what stock did not cover. Pure.</summary>
internal static class IncidentClassifier
{
    /// <summary>A notification that came at all came within this time: one that took longer is missed for all that matters.</summary>
    public static readonly TimeSpan NotificationTimeMax = TimeSpan.FromMinutes(1);

    /// <summary>The cause, by the first of these that holds.</summary>
    public static IncidentCause Classify(in IncidentEvidence evidence)
    {
        if (evidence.LowerQuantityOnItsWay)
        {
            return IncidentCause.PropagationLag;
        }

        // Had we heard of the sale in time, the other channels would have been lowered before they sold the same units.
        if (evidence.ReadWithoutNotification && evidence.RecordedAt - evidence.PlacedAt > NotificationTimeMax)
        {
            return IncidentCause.MissedNotification;
        }

        if (evidence.AcknowledgedAt is not { } acknowledgedAt)
        {
            return IncidentCause.Unknown;
        }

        // The channel took the quantity only after the buyer had ordered, or stock had already gone and it was not yet told.
        if (acknowledgedAt > evidence.PlacedAt || evidence.UnitsTakenElsewhere > 0)
        {
            return IncidentCause.PropagationLag;
        }

        // It sold more than it was told, so somebody told it otherwise.
        return evidence.UnitsSoldByChannel > evidence.Acknowledged ? IncidentCause.ChangedAtChannel : IncidentCause.BufferTooSmall;
    }
}

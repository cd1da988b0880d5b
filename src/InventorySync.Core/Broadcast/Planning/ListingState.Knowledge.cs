namespace InventorySync.Broadcast.Planning;

/// <summary>What is known of the quantity that the channel shows.</summary>
internal sealed partial class ListingState
{
    /// <summary>The quantity that the channel acknowledged; null: not known, so a push is due in any case.</summary>
    public long? Acknowledged { get; private set; }

    public DateTimeOffset? AcknowledgedAt { get; private set; }

    /// <summary>
    /// The last quantity that was known, still the best condition for a compare-and-set once it has become doubtful: where it
    /// no longer holds, the conflict tells the truth, while a write without a condition would bury it. Null: none.
    /// </summary>
    public long? Guess { get; private set; }

    /// <summary>The least that the channel may show, its own unread sales aside.</summary>
    public long ShownMin { get; private set; }

    /// <summary>The most that the channel may show; null: not known.</summary>
    public long? ShownMax { get; private set; }

    public long? Sending { get; private set; }

    public DateTimeOffset? SendingSince { get; private set; }

    public string? ConfirmationToken { get; set; }

    /// <summary>Whether the channel's own orders may have changed its quantity while a call was under way.</summary>
    public bool IsDisturbed { get; set; }

    /// <summary>Whether the channel's stock has been read since it became unknown, so that reading it again first would never end on a busy listing.</summary>
    public bool IsRead { get; set; }

    /// <summary>Takes over what was stored.</summary>
    public void Restore(Listing row)
    {
        Status = row.Status;
        Version = row.Version;
        FailedAttempts = row.FailedAttempts;
        Sending = row.Sending;
        SendingSince = row.SendingSince;
        ConfirmationToken = row.ConfirmationToken;
        AcknowledgedAt = row.AcknowledgedAt;
        Guess = row.Acknowledged;
        Acknowledged = row.Sending is null ? row.Acknowledged : null;
        ShownMin = Acknowledged ?? 0;
        ShownMax = Acknowledged;
        if (row is { Sending: { } sending, Acknowledged: { } acknowledged })
        {
            ShownMin = Math.Min(sending, acknowledged);
            ShownMax = Math.Max(sending, acknowledged);
        }
    }

    /// <summary>The channel shows exactly this.</summary>
    public void Know(long quantity, DateTimeOffset at)
    {
        Acknowledged = Guess = ShownMax = ShownMin = quantity;
        AcknowledgedAt = at;
        Sending = null;
        SendingSince = null;
    }

    /// <summary>The channel showed this, and its own orders may have moved it since.</summary>
    public void KnowRoughly(long quantity, bool lowers, bool restores)
    {
        Guess = quantity;
        ShownMin = quantity;
        ShownMax = quantity;
        Sending = null;
        SendingSince = null;
        Doubt(lowers, restores);
    }

    /// <summary>The channel's own orders may have moved its quantity.</summary>
    public void Doubt(bool lowers, bool restores)
    {
        Acknowledged = null;
        IsRead = false;
        ShownMin = lowers ? 0 : ShownMin;
        ShownMax = restores ? null : ShownMax;
    }

    /// <summary>What was believed may be wrong in any way.</summary>
    public void Distrust()
    {
        Acknowledged = null;
        Guess = null;
        IsRead = false;
        ShownMin = 0;
    }

    /// <summary>Nothing is known: it is another listing at the channel than before.</summary>
    public void Forget()
    {
        Distrust();
        AcknowledgedAt = null;
        ShownMax = null;
        Sending = null;
        SendingSince = null;
        ConfirmationToken = null;
    }

    /// <summary>A push of this quantity goes out: from here on the channel may show it.</summary>
    public void GoOut(long quantity, DateTimeOffset at)
    {
        Sending = quantity;
        SendingSince = at;
        ShownMin = Math.Min(ShownMin, quantity);
        ShownMax = ShownMax is { } max ? Math.Max(max, quantity) : null;
        IsDisturbed = false;
    }

    /// <summary>The push was not written, or not made after all.</summary>
    /// <param name="sendingBefore">The quantity that an earlier push of unknown outcome had sent; null: none.</param>
    /// <param name="sinceBefore">When.</param>
    public void TakeBack(long? sendingBefore, DateTimeOffset? sinceBefore)
    {
        Sending = sendingBefore;
        SendingSince = sinceBefore;
        if (Acknowledged is { } acknowledged)
        {
            ShownMin = acknowledged;
            ShownMax = acknowledged;
        }
    }

    /// <summary>The push may have been carried out or not, now or later; what was sent stays on record.</summary>
    public void LoseTrack()
    {
        Acknowledged = null;
        IsRead = false;
    }
}

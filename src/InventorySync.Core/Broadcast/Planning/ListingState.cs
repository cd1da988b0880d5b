using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast.Planning;

/// <summary>Everything that a plan knows of one listing. Owned by the plan, and changed on the dispatcher's loop alone.</summary>
internal sealed partial class ListingState
{
    private SaleRate _rate;

    public ListingState(Sku sku, string externalId)
    {
        Sku = sku;
        ExternalId = externalId;
    }

    public Sku Sku { get; }

    public string ExternalId { get; set; }

    /// <summary>The version of its row, where several processes write rows; 0: it has none.</summary>
    public long Version { get; set; }

    public ListingStatus Status { get; set; } = ListingStatus.Active;

    public ListingPlace Place { get; set; }

    /// <summary>Whether it is to be compared with stock, and how soon.</summary>
    public Lane Look { get; set; }

    /// <summary>In which lane its present work is done; kept until it is settled.</summary>
    public Lane Lane { get; set; }

    /// <summary>What the channel is to show, in the channel's reckoning, as last looked at; null: not looked at yet.</summary>
    public long? Desired { get; set; }

    /// <summary>In which of the dispatcher's cycles it was last compared with stock.</summary>
    public long LookedInCycle { get; set; } = -1;

    /// <summary>Whether anything but sales touched it since it was last let through, so that its change counts towards the blast radius.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Whether its run was let through.</summary>
    public bool IsReleased { get; set; }

    /// <summary>In which of the gate's lists it stands.</summary>
    public GateList GateList { get; set; }

    /// <summary>The quantity that a person refused to send; null: none.</summary>
    public long? Declined { get; set; }

    /// <summary>The first change that no push that has begun covers; null: none.</summary>
    public TimeSpan? WaitingSince { get; set; }

    /// <summary>The first change that the push under way covers; null: none.</summary>
    public TimeSpan? SentSince { get; set; }

    /// <summary>Not to be sent before this moment.</summary>
    public TimeSpan NotBefore { get; set; }

    /// <summary>Until when a push of unknown outcome may still be carried out (I8).</summary>
    public TimeSpan LateUntil { get; set; }

    /// <summary>When its confirmation counts as lost.</summary>
    public TimeSpan ConfirmBefore { get; set; }

    /// <summary>Whether it is put off because a whole call failed, which says little about the listing itself.</summary>
    public bool IsPutOffByCall { get; set; }

    /// <summary>Tells its live entry in the timers from outdated ones.</summary>
    public int Ticket { get; set; }

    /// <summary>When it is to be looked at again although nothing is signalled; null: not by time.</summary>
    public TimeSpan? ReviewAt { get; set; }

    /// <summary>Failures in a row for the back-off, those of the whole channel included.</summary>
    public int Retries { get; set; }

    /// <summary>Failures in a row that are the listing's own, and count towards the dead letters.</summary>
    public int FailedAttempts { get; set; }

    /// <summary>How many listings the channel had accepted when this one last failed; -1: it did not.</summary>
    public long AcceptedAtFailure { get; set; } = -1;

    /// <summary>The largest batch it may be in, after whole calls with it failed; null: any.</summary>
    public int? BatchLimit { get; set; }

    /// <summary>The plan's count of suspects' successes when <see cref="BatchLimit"/> was set: each one since doubles it.</summary>
    public int BatchLimitEpoch { get; set; }

    /// <summary>Conflicts in a row.</summary>
    public int Conflicts { get; set; }

    /// <summary>What the channel showed at the last conflict, until its orders have been read; null: it did not say.</summary>
    public long? Actual { get; set; }

    /// <summary>When the last conflict was told.</summary>
    public TimeSpan ConflictAt { get; set; }

    /// <summary>Whether the channel's orders have to be read before it is raised, compare-and-set or not.</summary>
    public bool NeedsOrders { get; set; }

    public bool IsInResync { get; set; }

    public bool IsUnsaved { get; set; }

    public bool IsRemoved { get; set; }

    /// <summary>Whether the call under way no longer concerns it, because it was mapped anew meanwhile.</summary>
    public bool IsCallVoid { get; set; }

    /// <summary>Its rank among what is ready; set when it is put there.</summary>
    public ReadyKey Key { get; set; }

    /// <summary>What it adds to the plan's totals at present.</summary>
    public (bool IsStale, long UnitsAtRisk) Accounted { get; set; }

    /// <summary>How fast it has been selling.</summary>
    public ref SaleRate Rate => ref _rate;

    /// <summary>Whether the channel is not known to show what it should.</summary>
    public bool IsStale => Status == ListingStatus.Active && !IsRemoved && (Acknowledged is not { } shown || (Desired is { } desired && desired != shown));

    /// <summary>Units that the channel may show beyond what it should.</summary>
    public long UnitsAtRisk => !IsRemoved && Desired is { } desired && ShownMax is { } max && max > desired ? max - desired : 0;

    /// <summary>Whether the channel surely or probably shows more than it should.</summary>
    public bool IsDrop => UnitsAtRisk > 0;

    public Listing ToRow(ChannelId channel) => new()
    {
        Channel = channel,
        Sku = Sku,
        ExternalId = ExternalId,
        Status = Status,
        Acknowledged = Acknowledged,
        AcknowledgedAt = AcknowledgedAt,
        Sending = Sending,
        SendingSince = SendingSince,
        ConfirmationToken = ConfirmationToken,
        FailedAttempts = FailedAttempts,
        Version = Version,
    };
}

namespace InventorySync.Broadcast.Planning;

/// <summary>Knows since when a channel has answered nothing that was sent to it. Owned by the plan.</summary>
internal sealed class UnansweredPushes
{
    // Of a long silence its beginning matters; beyond this many pushes only every later one is forgotten.
    private const int CountMax = 256;

    private readonly List<DateTimeOffset> _sentAt = [];

    /// <summary>When the oldest push was sent that the channel has not answered, nor any sent later; null: there is none.</summary>
    public DateTimeOffset? Since => _sentAt.Count > 0 ? _sentAt[0] : null;

    public void Sent(DateTimeOffset at)
    {
        if (_sentAt.Count < CountMax)
        {
            _sentAt.Add(at);
        }
    }

    /// <summary>A push that was to be sent was not.</summary>
    public void Withdrawn(DateTimeOffset at) => _sentAt.Remove(at);

    /// <summary>A push of this moment was answered: the channel was there for all that came before it too.</summary>
    public void Answered(DateTimeOffset sentAt) => _sentAt.RemoveAll(at => at <= sentAt);

    /// <summary>The silence is not the channel's: somebody paused it.</summary>
    public void Forget() => _sentAt.Clear();
}

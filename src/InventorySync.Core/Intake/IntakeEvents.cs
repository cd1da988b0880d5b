namespace InventorySync.Intake;

/// <summary>Event ids of the intake's log, 3000 to 3999. Never reused.</summary>
internal static class IntakeEvents
{
    public const int OrderDeadLettered = 3000;
    public const int NotificationForged = 3001;
    public const int NotificationMalformed = 3002;
    public const int InboxPostponed = 3003;
    public const int InboxDeadLettered = 3004;
    public const int InboxFailed = 3005;
    public const int PollFinished = 3006;
    public const int PollFailed = 3007;
    public const int PollNotLogged = 3008;
    public const int IncidentClassified = 3009;
    public const int IncidentNotClassified = 3010;
    public const int SaleDeadLettered = 3011;
    public const int JournalDamaged = 3012;
    public const int LetterRetried = 3013;
    public const int LetterDismissed = 3014;
    public const int NotificationNotTold = 3015;
}

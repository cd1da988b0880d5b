namespace InventorySync.Load.Workers;

/// <summary>The lines by which a worker says where it is; its last line is its report.</summary>
internal static class Announcement
{
    /// <summary>The subject is open; the program answers with a line when all are.</summary>
    public const string Ready = "ready";

    /// <summary>The first window begins.</summary>
    public const string Measuring = "measuring";

    /// <summary>A window has ended, and the next begins or none follows.</summary>
    public const string WindowEnded = "window";
}

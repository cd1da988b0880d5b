using System.Diagnostics;

namespace InventorySync.Diagnostics;

/// <summary>The one source of this library's activities (spans).</summary>
internal static class InventorySyncActivities
{
    public static readonly ActivitySource Source = new(InventorySyncDiagnostics.ActivitySourceName);
}

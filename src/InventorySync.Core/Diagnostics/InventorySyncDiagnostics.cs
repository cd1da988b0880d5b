namespace InventorySync.Diagnostics;

/// <summary>The names under which this library reports metrics and traces.</summary>
public static class InventorySyncDiagnostics
{
    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>; its instruments are called <c>inventorysync.&lt;area&gt;.&lt;noun&gt;</c>.</summary>
    public const string MeterName = "InventorySync";

    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string ActivitySourceName = "InventorySync";
}

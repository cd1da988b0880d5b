namespace InventorySync.Channels;

/// <summary>How much of a channel may change at once before the broadcast stops and asks a person.</summary>
public sealed class BlastRadiusOptions
{
    /// <summary>The largest share of a channel's listings that may go to zero in one run, above 0 to 1.</summary>
    /// <value>0.3</value>
    public double ZeroShareMax { get; set; } = 0.3;

    /// <summary>Runs that bring fewer listings to zero than this never ask, or small shops would always be asked.</summary>
    /// <value>20</value>
    public int ZeroCountMin { get; set; } = 20;

    /// <summary>The most listings that may change in one run; null: any number.</summary>
    /// <value>null</value>
    public int? ChangesMax { get; set; }
}

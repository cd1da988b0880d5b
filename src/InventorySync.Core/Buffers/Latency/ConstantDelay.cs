namespace InventorySync.Buffers.Latency;

/// <summary>A delay that is always the same.</summary>
internal sealed class ConstantDelay : DelayDistribution
{
    private readonly double _seconds;

    public ConstantDelay(double seconds) => _seconds = seconds;

    internal override double MeanSeconds => _seconds;

    internal override double Variance => 0;

    internal override double QuantileSeconds(double share) => _seconds;

    internal override (double Mean, double MeanSquare) MomentsAtLeast(double boundSeconds)
    {
        var larger = Math.Max(_seconds, boundSeconds);
        return (larger, larger * larger);
    }
}

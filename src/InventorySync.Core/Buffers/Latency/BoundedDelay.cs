namespace InventorySync.Buffers.Latency;

/// <summary>The larger of a delay and what is known to have passed already.</summary>
internal sealed class BoundedDelay : DelayDistribution
{
    private readonly DelayDistribution _delay;
    private readonly double _bound;
    private readonly double _mean;
    private readonly double _meanSquare;

    public BoundedDelay(DelayDistribution delay, double bound)
    {
        _delay = delay;
        _bound = bound;
        (_mean, _meanSquare) = delay.MomentsAtLeast(bound);
    }

    internal override double MeanSeconds => _mean;

    internal override double Variance => Math.Max(0, _meanSquare - (_mean * _mean));

    internal override double QuantileSeconds(double share) => Math.Max(_bound, _delay.QuantileSeconds(share));

    internal override (double Mean, double MeanSquare) MomentsAtLeast(double boundSeconds) => _delay.MomentsAtLeast(Math.Max(_bound, boundSeconds));
}

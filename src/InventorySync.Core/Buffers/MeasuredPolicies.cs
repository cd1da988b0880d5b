using InventorySync.Buffers.Latency;

namespace InventorySync.Buffers;

/// <summary>Tells which policies go by what is measured, so that the measuring begins before the first quantity is reckoned. Pure.</summary>
internal static class MeasuredPolicies
{
    public static bool Includes(IBufferPolicy policy) => policy switch
    {
        LatencyAwareBuffer or VelocityBuffer => true,
        MaximumBuffer { Policies: var policies } => Array.Exists(policies, Includes),
        SumBuffer { Policies: var policies } => Array.Exists(policies, Includes),
        _ => false,
    };
}

using InventorySync.Channels;
using Xunit.Abstractions;

namespace InventorySync.Testing.Conformance;

/// <summary>Prints what an adapter says it can do.</summary>
internal static class CapabilitySheet
{
    public static void Write(IChannelAdapter adapter, ITestOutputHelper output)
    {
        var descriptor = adapter.Descriptor;
        (string Name, object Value)[] rows =
        [
            ("kind", descriptor.Kind),
            ("writes", descriptor.WriteMode),
            ("compare-and-set", Said(descriptor.CompareAndSet)),
            ("batch", descriptor.BatchSizeMax),
            ("pushes at once", descriptor.ConcurrencyMax),
            ("calls a second (burst)", $"{descriptor.CallsPerSecond} ({descriptor.CallBurst})"),
            ("largest quantity", descriptor.QuantityMax),
            ("lowers on sale", Said(descriptor.LowersOnSale)),
            ("restores on cancellation", Said(descriptor.RestoresOnCancellation)),
            ("subtracts own open orders", Said(descriptor.SubtractsOwnOpenOrders)),
            ("confirms later, within", descriptor.ConfirmationTimeMax == TimeSpan.Zero ? "no" : descriptor.ConfirmationTimeMax),
            ("late writes, within", descriptor.LateWriteTimeMax == TimeSpan.Zero ? "no" : descriptor.LateWriteTimeMax),
            ("reads stock", Said(adapter is IStockReader)),
            ("reads listings", Said(adapter is IListingReader)),
            ("reads orders", Said(adapter is IOrderReader)),
            ("notifies", Said(adapter is INotificationReceiver)),
            ("confirms", Said(adapter is IPushConfirmer)),
        ];
        foreach (var (name, value) in rows)
        {
            output.WriteLine($"{name,-26} {value}");
        }
    }

    private static string Said(bool value) => value ? "yes" : "no";
}

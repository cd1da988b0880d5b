using System.Globalization;
using InventorySync.Channels;

namespace InventorySync.Broadcast.Dispatch;

/// <summary>Checks what an adapter declares, so that a slip in it is told at start and not by a channel that is never written.</summary>
internal static class DescriptorRules
{
    /// <exception cref="InvalidOperationException">The descriptor can't be acted on; the message names the channel, the property and the remedy.</exception>
    public static void Check(SalesChannel channel)
    {
        var descriptor = channel.Descriptor;
        Require(channel, descriptor.BatchSizeMax >= 1, nameof(descriptor.BatchSizeMax), descriptor.BatchSizeMax, "declare at least 1");
        Require(channel, descriptor.ConcurrencyMax >= 1, nameof(descriptor.ConcurrencyMax), descriptor.ConcurrencyMax, "declare at least 1");
        Require(
            channel, descriptor.CallsPerSecond is > 0 and <= double.MaxValue, nameof(descriptor.CallsPerSecond), descriptor.CallsPerSecond, "declare a number above 0");
        Require(channel, descriptor.CallBurst >= 1, nameof(descriptor.CallBurst), descriptor.CallBurst, "declare at least 1");
        Require(channel, descriptor.QuantityMax >= 0, nameof(descriptor.QuantityMax), descriptor.QuantityMax, "declare 0 or more units");
        Require(
            channel,
            descriptor.PushTimeMax > TimeSpan.Zero && descriptor.PushTimeMax <= TimeSpan.FromDays(1),
            nameof(descriptor.PushTimeMax),
            descriptor.PushTimeMax,
            "declare a time above zero, up to a day");
        Require(
            channel, descriptor.ConfirmationTimeMax >= TimeSpan.Zero, nameof(descriptor.ConfirmationTimeMax), descriptor.ConfirmationTimeMax, "declare zero or a time above");
        Require(
            channel, descriptor.LateWriteTimeMax >= TimeSpan.Zero, nameof(descriptor.LateWriteTimeMax), descriptor.LateWriteTimeMax, "declare zero or a time above");
    }

    private static void Require(SalesChannel channel, bool isMet, string property, object value, string remedy)
    {
        if (!isMet)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Channel '{channel.Id}': the descriptor of its adapter {channel.Adapter.GetType().Name} has {property} {value}; {remedy}."));
        }
    }
}

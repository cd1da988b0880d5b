using InventorySync.Channels;
using InventorySync.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Allocation;

/// <summary>Checks the allocation rules at start.</summary>
internal sealed class AllocationOptionsValidator : IValidateOptions<AllocationOptions>
{
    private readonly HashSet<ChannelId> _channels;

    public AllocationOptionsValidator(IEnumerable<RegisteredChannel> channels) => _channels = [.. channels.Select(channel => channel.Id)];

    public ValidateOptionsResult Validate(string? name, AllocationOptions options)
    {
        var faults = new SettingFaults($"{InventorySyncBuilder.SectionName}:Allocation");
        foreach (var fault in options.Faults)
        {
            faults.Add(fault);
        }

        CheckChannels("of every other article", options.Default, faults);
        foreach (var (category, strategy) in options.ByCategory.OrderBy(rule => rule.Key, StringComparer.Ordinal))
        {
            CheckChannels($"of category '{category}'", strategy, faults);
        }

        foreach (var (sku, strategy) in options.BySku.OrderBy(rule => rule.Key))
        {
            CheckChannels($"of '{sku}'", strategy, faults);
        }

        return faults.Result;
    }

    private void CheckChannels(string scope, IAllocationStrategy? strategy, SettingFaults faults)
    {
        IEnumerable<ChannelId> named = strategy switch
        {
            FixedAllocation allocation => allocation.Channels,
            ProportionalAllocation allocation => allocation.Channels,
            PriorityAllocation allocation => allocation.Channels,
            _ => [],
        };
        foreach (var channel in named.Distinct().Order())
        {
            if (!_channels.Contains(channel))
            {
                faults.Add($"The {strategy!.Name} allocation {scope} names channel '{channel}', {RegisteredChannel.Unknown(_channels)}");
            }
        }
    }
}

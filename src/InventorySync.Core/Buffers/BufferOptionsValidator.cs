using InventorySync.Channels;
using InventorySync.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Buffers;

/// <summary>Checks the buffer rules at start.</summary>
internal sealed class BufferOptionsValidator : IValidateOptions<BufferOptions>
{
    private readonly HashSet<ChannelId> _channels;

    public BufferOptionsValidator(IEnumerable<RegisteredChannel> channels) => _channels = [.. channels.Select(channel => channel.Id)];

    public ValidateOptionsResult Validate(string? name, BufferOptions options)
    {
        var faults = new SettingFaults($"{InventorySyncBuilder.SectionName}:Buffers");
        foreach (var fault in options.Faults)
        {
            faults.Add(fault);
        }

        foreach (var rule in options.Rules)
        {
            if (rule.Channel is { } channel && !_channels.Contains(channel))
            {
                faults.Add($"Buffer rule '{rule.Name}' is for channel '{channel}', {RegisteredChannel.Unknown(_channels)}");
            }
        }

        return faults.Result;
    }
}

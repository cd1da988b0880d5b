using Microsoft.Extensions.Options;

namespace InventorySync.Channels;

/// <summary>Checks at start that every channel in the configuration is registered, so that a slip in a name is not silently ignored.</summary>
internal sealed class ConfiguredChannelsValidator : IValidateOptions<ConfiguredChannels>
{
    private readonly ChannelId[] _registered;

    public ConfiguredChannelsValidator(IEnumerable<RegisteredChannel> registered) => _registered = [.. registered.Select(channel => channel.Id)];

    public ValidateOptionsResult Validate(string? name, ConfiguredChannels options)
    {
        string[] faults =
        [
            .. options.Faults,
            .. options.Paths
                .Where(channel => !_registered.Any(id => string.Equals(id.Value, channel.Key, StringComparison.OrdinalIgnoreCase)))
                .Select(channel => $"{channel.Value} is for channel '{channel.Key}', {RegisteredChannel.Unknown(_registered)}"),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}

using InventorySync.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace InventorySync.Channels;

/// <summary>Binds each channel's settings from <c>InventorySync:Channels:&lt;name&gt;</c>.</summary>
internal sealed class ChannelSection : IConfigureNamedOptions<ChannelOptions>
{
    private readonly IConfigurationSection _channels;

    public ChannelSection(IConfigurationSection section) => _channels = section.GetSection("Channels");

    public void Configure(ChannelOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, ChannelOptions options)
    {
        if (string.IsNullOrEmpty(name))
        {
            return;
        }

        var channel = _channels.GetSection(name).Checked<ChannelOptions>(KnownSettings.Channel, name);
        if (channel.GetSection(nameof(ChannelOptions.Locations)).Exists())
        {
            // Binding appends to a list; what the section says takes the place of what code says.
            options.Locations.Clear();
        }

        channel.Bind(options);
    }
}

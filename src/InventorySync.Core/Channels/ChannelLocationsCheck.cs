using InventorySync.Catalog;
using InventorySync.Scheduling;
using Microsoft.Extensions.Logging;

namespace InventorySync.Channels;

/// <summary>Warns at start of locations that channels are served from and that the catalogue does not know. Has no loop of its own.</summary>
/// <remarks>A warning and no error, because locations are data: the one that is missing may be saved in a minute.</remarks>
internal sealed partial class ChannelLocationsCheck : ILoop
{
    private readonly ChannelRegistry _channels;
    private readonly ICatalog _catalog;
    private readonly ILogger<ChannelLocationsCheck> _logger;

    public ChannelLocationsCheck(ChannelRegistry channels, ICatalog catalog, ILogger<ChannelLocationsCheck> logger)
    {
        _channels = channels;
        _catalog = catalog;
        _logger = logger;
    }

    // The catalogue is read one stage earlier.
    public LoopStage Stage => LoopStage.Engine;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var channel in _channels.All)
        {
            foreach (var location in channel.Locations)
            {
                if (_catalog.FindLocation(location) is null)
                {
                    LogUnknownLocation(channel.Id.Value, location.Value);
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(4000, LogLevel.Warning, "InventorySync:Channels:{Channel}:Locations names '{Location}', which is not in the catalogue: its stock does not count until the location is saved there. Save it, or correct the name.")]
    private partial void LogUnknownLocation(string channel, string location);
}

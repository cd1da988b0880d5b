using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InventorySync.Channels;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class ChannelsRegistration
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new ChannelRegistry(provider.GetServices<SalesChannel>()));
        services.AddSingleton<ILoop, ChannelLocationsCheck>();
        return services;
    }
}

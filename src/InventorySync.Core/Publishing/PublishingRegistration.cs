using InventorySync.Buffers;
using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace InventorySync.Publishing;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class PublishingRegistration
{
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new BufferRuleSet(provider.GetRequiredService<IOptions<BufferOptions>>().Value.Rules));
        services.TryAddSingleton<QuotaCalculator>();
        services.TryAddSingleton<QuantityCalculator>();
        services.TryAddSingleton<AllocationViews>();
        services.TryAddSingleton<CompetitionSignals>();
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<CompetitionSignals>());
        services.TryAddSingleton<PublicationReader>();
        services.TryAddSingleton<IPublicationReader>(provider => provider.GetRequiredService<PublicationReader>());
        services.TryAddSingleton<IPublication, Publication>();
        return services;
    }
}

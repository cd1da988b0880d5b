using InventorySync.Intake.Orders;
using InventorySync.Intake.Tills;
using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InventorySync.Intake;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class IntakeRegistration
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.TryAddSingleton<IntakeMetrics>();
        services.TryAddSingleton<ListingIndex>();
        services.TryAddSingleton<OrderLetters>();
        services.TryAddSingleton<OrderIntake>();
        services.TryAddSingleton<SaleIntake>();
        services.TryAddSingleton<IntakeLoops>();
        services.AddSingleton<ILoop>(provider => provider.GetRequiredService<IntakeLoops>());
        services.TryAddSingleton<IOrderCatchUp>(provider => provider.GetRequiredService<IntakeLoops>());
        services.TryAddSingleton<IIntake, ChannelIntake>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Intake;

/// <summary>Registers what this folder contributes to the application.</summary>
internal static class IntakeRegistration
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        return services;
    }
}

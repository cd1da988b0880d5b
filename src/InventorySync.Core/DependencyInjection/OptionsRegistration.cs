using System.Diagnostics.CodeAnalysis;
using InventorySync.Allocation;
using InventorySync.Broadcast;
using InventorySync.Buffers;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Reservations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>Registers the settings: where they come from, how they are checked.</summary>
internal static class OptionsRegistration
{
    public static IServiceCollection AddOptionsWithChecks(this IServiceCollection services) => services
        .AddChecked<EngineOptions, EngineOptionsValidator>()
        .AddChecked<ReservationOptions, ReservationOptionsValidator>()
        .AddChecked<IntakeOptions, IntakeOptionsValidator>()
        .AddChecked<BroadcastOptions, BroadcastOptionsValidator>()
        .AddChecked<AllocationOptions, AllocationOptionsValidator>()
        .AddChecked<BufferOptions, BufferOptionsValidator>()
        .AddChecked<ConfiguredChannels, ConfiguredChannelsValidator>()
        .AddValidator<ChannelOptions, ChannelOptionsValidator>();

    /// <summary>Lets the section's settings follow those from code, so that where both name a setting, the section's counts.</summary>
    public static IServiceCollection AddSection(this IServiceCollection services, IConfigurationSection section)
    {
        services.Configure<EngineOptions>(options => section.GetSection("Engine").Checked<EngineOptions>(KnownSettings.Engine).Bind(options));
        services.Configure<ReservationOptions>(options => section.GetSection("Reservations").Checked<ReservationOptions>(KnownSettings.Reservations).Bind(options));
        services.Configure<IntakeOptions>(options => section.GetSection("Intake").Checked<IntakeOptions>(KnownSettings.Intake).Bind(options));
        services.Configure<BroadcastOptions>(options => section.GetSection("Broadcast").Checked<BroadcastOptions>(KnownSettings.Broadcast).Bind(options));
        services.AddSingleton<IConfigureOptions<AllocationOptions>>(new AllocationSection(section));
        services.AddSingleton<IConfigureOptions<BufferOptions>>(new BufferSection(section));
        services.AddSingleton<IConfigureOptions<ChannelOptions>>(new ChannelSection(section));
        services.Configure<ConfiguredChannels>(configured =>
        {
            // The parts with options of their own are checked where they are bound; this finds what belongs to none of them.
            configured.Faults.AddRange(KnownSettings.TopLevel.FaultsRightBelow(section));
            foreach (var channel in section.GetSection("Channels").GetChildren())
            {
                configured.Paths[channel.Key] = channel.Path;
            }
        });
        return services;
    }

    private static IServiceCollection AddChecked<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(this IServiceCollection services)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().ValidateOnStart();
        return services.AddValidator<TOptions, TValidator>();
    }

    private static IServiceCollection AddValidator<TOptions, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TValidator>(
        this IServiceCollection services)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        return services;
    }
}

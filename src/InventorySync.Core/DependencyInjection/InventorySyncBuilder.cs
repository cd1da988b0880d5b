using System.Diagnostics.CodeAnalysis;
using InventorySync.Allocation;
using InventorySync.Buffers;
using InventorySync.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>Collects the settings of one inventory: its store, its channels, its rules.</summary>
/// <remarks>Used at start, by one thread. Each method, and each extension method of other packages, returns the builder, so that calls chain.</remarks>
public sealed class InventorySyncBuilder
{
    /// <summary>The section of the configuration in which settings stand.</summary>
    public const string SectionName = "InventorySync";

    internal InventorySyncBuilder(IServiceCollection services) => Services = services;

    /// <summary>The application's services, for packages that add stores, adapters or policies.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a channel whose adapter the application's services build.</summary>
    /// <typeparam name="TAdapter">The adapter. Its constructor may take services, and the <see cref="ChannelId"/>.</typeparam>
    /// <param name="name">The channel's name, such as <c>my-shop</c>: lower-case letters, digits, <c>-</c>, <c>_</c>, <c>.</c>; for ever the same.</param>
    /// <param name="configure">Its settings; what the configuration says counts more.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no valid name, or is taken by another channel.</exception>
    public InventorySyncBuilder AddChannel<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TAdapter>(
        string name, Action<ChannelOptions>? configure = null)
        where TAdapter : class, IChannelAdapter
    {
        var takesId = typeof(TAdapter).GetConstructors()
            .Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(ChannelId)));
        return AddChannel(
            name,
            (provider, id) => takesId
                ? ActivatorUtilities.CreateInstance<TAdapter>(provider, id)
                : ActivatorUtilities.CreateInstance<TAdapter>(provider),
            configure);
    }

    /// <summary>Adds a channel with an adapter of the caller's making.</summary>
    /// <param name="name">The channel's name, such as <c>my-shop</c>: lower-case letters, digits, <c>-</c>, <c>_</c>, <c>.</c>; for ever the same.</param>
    /// <param name="create">Makes the adapter, once, when the application starts; the application disposes of it at its end.</param>
    /// <param name="configure">Its settings; what the configuration says counts more.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is no valid name, or is taken by another channel.</exception>
    public InventorySyncBuilder AddChannel(
        string name, Func<IServiceProvider, ChannelId, IChannelAdapter> create, Action<ChannelOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        var id = new ChannelId(name);
        if (Services.Any(service => service.ServiceType == typeof(RegisteredChannel) && service.ImplementationInstance is RegisteredChannel channel && channel.Id == id))
        {
            throw new ArgumentException($"Channel '{name}' is added twice; give each channel a name of its own.", nameof(name));
        }

        Services.AddSingleton(new RegisteredChannel(id));
        Services.AddKeyedSingleton<IChannelAdapter>(id.Value, (provider, _) => create(provider, id));
        Services.AddSingleton(provider => new SalesChannel(
            id,
            provider.GetRequiredKeyedService<IChannelAdapter>(id.Value),
            provider.GetRequiredService<IOptionsMonitor<ChannelOptions>>().Get(id.Value)));
        Services.AddOptions<ChannelOptions>(id.Value).Configure(options => configure?.Invoke(options)).ValidateOnStart();
        return this;
    }

    /// <summary>Says how the pool of each article is divided between the channels; what the configuration says of the same article, category or default counts more.</summary>
    /// <param name="configure">Sets the strategies, such as <c>allocation.Default(new ProportionalAllocation())</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public InventorySyncBuilder Allocation(Action<AllocationRulesBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure<AllocationOptions>(options => configure(new AllocationRulesBuilder(options)));
        return this;
    }

    /// <summary>Adds rules for what is held back from channels, beside those in the configuration.</summary>
    /// <param name="configure">Adds the rules, such as <c>buffers.Percent(5).During(buenFin, percent: 15)</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public InventorySyncBuilder Buffers(Action<BufferRulesBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var rules = new BufferRulesBuilder();
        configure(rules);
        Services.Configure<BufferOptions>(options => options.Rules.AddRange(rules.Build()));
        return this;
    }

    /// <summary>Sets limits of a part of the inventory; what the configuration says counts more.</summary>
    /// <typeparam name="TOptions">
    /// <see cref="Engine.EngineOptions"/>, <see cref="Reservations.ReservationOptions"/>, <see cref="Intake.IntakeOptions"/> or
    /// <see cref="Broadcast.BroadcastOptions"/>.
    /// </typeparam>
    /// <param name="configure">Sets them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public InventorySyncBuilder Configure<TOptions>(Action<TOptions> configure)
        where TOptions : class
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }
}

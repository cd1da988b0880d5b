using InventorySync.DependencyInjection;

namespace PosIntegration.Retail;

/// <summary>What a mode of the program adds to the retailer's app; nothing unless set.</summary>
internal sealed record RetailerSetup
{
    public Action<ILoggingBuilder> Logging { get; init; } = _ => { };

    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public Action<InventorySyncBuilder> Inventory { get; init; } = _ => { };

    public Action<WebApplication> Endpoints { get; init; } = _ => { };
}

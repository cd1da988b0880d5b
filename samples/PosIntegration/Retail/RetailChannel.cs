using InventorySync.Channels;

namespace PosIntegration.Retail;

/// <summary>A marketplace as the retailer's app registers it.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="CreateAdapter">Makes its adapter.</param>
/// <param name="Configure">The app's settings for it.</param>
internal sealed record RetailChannel(string Name, Func<IChannelAdapter> CreateAdapter, Action<ChannelOptions> Configure);

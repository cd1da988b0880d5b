using InventorySync.Testing.Conformance;
using Xunit.Abstractions;

namespace CustomAdapter;

/// <summary>The adapter keeps the contract: all facts are inherited.</summary>
public sealed class CornerShopAdapterTests(ITestOutputHelper output) : ChannelAdapterConformance(output)
{
    protected override Task<IChannelUnderTest> CreateAsync() => Task.FromResult<IChannelUnderTest>(new CornerShop());
}

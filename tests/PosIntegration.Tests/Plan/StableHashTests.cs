using System.Globalization;
using PosIntegration.Plan;

namespace PosIntegration.Tests.Plan;

public sealed class StableHashTests
{
    // Reckoned with another program, from the definitions of FNV-1a (64 bits) and MurmurHash3's finaliser.
    [Theory]
    [InlineData("", 0xEFD01F60BA992926UL)]
    [InlineData("536365", 0x4F653FF608FABB6BUL)]
    [InlineData("C536379", 0xB4FBA89C014BFF62UL)]
    public void Of_KnownText_NeverChanges(string text, ulong hash) => Assert.Equal(hash, StableHash.Of(text));

    [Fact]
    public void Of_InvoiceNumbers_FallIntoTheSharesOfTheOutlets()
    {
        var counts = Enumerable.Range(536_365, 20_000)
            .GroupBy(number => Outlets.Default.Of(number.ToString(CultureInfo.InvariantCulture)).Name)
            .ToDictionary(group => group.Key, group => group.Count() / 20_000.0);

        Assert.All(Outlets.Default.All, outlet => Assert.InRange(counts[outlet.Name], (outlet.Share / 100) - 0.01, (outlet.Share / 100) + 0.01));
    }
}

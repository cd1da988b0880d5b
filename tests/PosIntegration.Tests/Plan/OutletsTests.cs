using PosIntegration.Plan;

namespace PosIntegration.Tests.Plan;

public sealed class OutletsTests
{
    [Theory]
    [InlineData("536365", "shopify-sim")]
    [InlineData("536366", "amazon-sim")]
    [InlineData("536373", "till-2")]
    [InlineData("536374", "meli-sim")]
    [InlineData("536380", "till-1")]
    public void Of_Invoice_IsTheSameOutletForEver(string invoice, string outlet) => Assert.Equal(outlet, Outlets.Default.Of(invoice).Name);

    [Fact]
    public void TryParse_SomeOutlets_TakeAllInvoices()
    {
        Assert.Null(Outlets.TryParse("meli-sim=1, till-1=3", out var outlets));

        Assert.Equal([("till-1", 3.0), ("meli-sim", 1.0)], outlets.All.Select(outlet => (outlet.Name, outlet.Share)));
    }

    [Fact]
    public void TryParse_NoNumber_KeepsTheUsualShare()
    {
        Assert.Null(Outlets.TryParse("shopify-sim", out var outlets));

        Assert.Equal(45, Assert.Single(outlets.All).Share);
    }

    [Theory]
    [InlineData("ebay", "'ebay' is no channel; there are: till-1, till-2, shopify-sim, meli-sim, amazon-sim.")]
    [InlineData("till-1=0", "The share in 'till-1=0' must be a number above 0, such as till-1=30.")]
    [InlineData("till-1=half", "The share in 'till-1=half' must be a number above 0, such as till-1=30.")]
    [InlineData("till-1=NaN", "The share in 'till-1=NaN' must be a number above 0, such as till-1=30.")]
    [InlineData("till-1,till-1", "'till-1' stands in the list twice.")]
    [InlineData(" , ", "The list of channels is empty; name at least one.")]
    public void TryParse_BadList_SaysWhatAndHow(string text, string message) => Assert.Equal(message, Outlets.TryParse(text, out _));
}

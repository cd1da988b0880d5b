using InventorySync.Stock;

namespace InventorySync.Storage.EfCore.Mapping;

public sealed class OperationKeyTests
{
    [Fact]
    public void Of_Uuid_IsItsBytesInTheOrderOfItsText()
    {
        var id = new OperationId("0197a2b4-0001-7002-8003-0123456789ab");

        Assert.Equal("0197A2B4000170028003" + "0123456789AB", Convert.ToHexString(OperationKey.Of(id)));
        Assert.Null(OperationKey.Write(id, new byte[OperationKey.Length]));
        Assert.Equal(id, OperationKey.ToId(OperationKey.Of(id), text: null));
    }

    /// <summary>The form is stored: it must never change, or old operations would not be found.</summary>
    [Fact]
    public void Of_Text_IsTheFirstHalfOfItsSha256()
    {
        // printf 'receipt 17' | sha256sum
        var id = new OperationId("receipt 17");

        Assert.Equal("2FF37B534631F53C5ED01216B1527F2A", Convert.ToHexString(OperationKey.Of(id)));
        Assert.Equal("receipt 17", OperationKey.Write(id, new byte[OperationKey.Length]));
        Assert.Equal(id, OperationKey.ToId(OperationKey.Of(id), "receipt 17"));
    }

    [Fact]
    public void Of_LongestText_Works() => Assert.Equal(16, OperationKey.Of(new OperationId(new string('ü', OperationId.LengthMax))).Length);
}

namespace InventorySync.Storage.EfCore.Model;

public sealed class TableNamesTests
{
    [Theory]
    [InlineData(null, null, "", "CREATE INDEX ix_x ON x")]
    [InlineData(null, "inv_", "inv_", "CREATE INDEX ix_inv_x ON inv_x")]
    [InlineData("stock", "", "stock.", "CREATE INDEX ix_x ON stock.x")]
    [InlineData("stock", "inv_", "stock.inv_", "CREATE INDEX ix_inv_x ON stock.inv_x")]
    public void Apply_SchemaAndPrefix_StandBeforeTheTableAndInTheIndex(string? schema, string? prefix, string qualifier, string sql)
    {
        var names = TableNames.Of(schema, prefix);

        Assert.Equal(qualifier, names.Qualifier);
        Assert.Equal(sql, names.Apply("CREATE INDEX ix_{p}x ON {t}x"));
    }

    [Theory]
    [InlineData("Stock", "", "Schema 'Stock'")]
    [InlineData("", "", "Schema ''")]
    [InlineData("a; DROP TABLE levels", "", "Schema 'a; DROP TABLE levels'")]
    [InlineData(null, "1inv", "TablePrefix '1inv'")]
    [InlineData(null, "inv-", "TablePrefix 'inv-'")]
    [InlineData(null, "seventeen_letters", "TablePrefix 'seventeen_letters'")]
    public void Of_NoPlainIdentifier_IsRefusedByName(string? schema, string prefix, string named)
    {
        var fault = Assert.Throws<ArgumentException>(() => TableNames.Of(schema, prefix));

        Assert.StartsWith(named, fault.Message, StringComparison.Ordinal);
    }
}

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>A parameter of any type that takes a column's only value.</summary>
internal interface IOnlyValue
{
    /// <summary>Takes what the column holds now.</summary>
    void Take();
}

using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>An array parameter of any type.</summary>
internal interface IColumn
{
    void Clear();

    NpgsqlParameter ToParameter();
}

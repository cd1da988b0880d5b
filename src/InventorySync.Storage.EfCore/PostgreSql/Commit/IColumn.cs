using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>A parameter of any type, mostly an array.</summary>
internal interface IColumn
{
    void Clear();

    NpgsqlParameter ToParameter();
}

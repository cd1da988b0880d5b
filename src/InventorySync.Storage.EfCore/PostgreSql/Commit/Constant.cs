using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>A parameter that is the same for every batch.</summary>
internal sealed class Constant<T> : IColumn
{
    private readonly T _value;
    private readonly NpgsqlDbType _type;

    public Constant(T value, NpgsqlDbType type)
    {
        _value = value;
        _type = type;
    }

    public void Clear()
    {
    }

    public NpgsqlParameter ToParameter() => new NpgsqlParameter<T> { TypedValue = _value, NpgsqlDbType = _type };
}

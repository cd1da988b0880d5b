using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>Names tables, columns, keys and indexes as SQL does: whoever looks at the tables by hand need not quote a name.</summary>
internal static class SnakeCase
{
    public static void Apply(IMutableModel model, TableNames names)
    {
        foreach (var entity in OwnEntities.Of(model))
        {
            var table = names.Prefix + entity.GetTableName();
            entity.SetTableName(table);
            entity.SetSchema(names.Schema);
            entity.FindPrimaryKey()!.SetName($"pk_{table}");
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Of(property.Name));
            }

            foreach (var key in entity.GetForeignKeys())
            {
                key.SetConstraintName($"fk_{table}_{string.Join('_', key.Properties.Select(property => Of(property.Name)))}");
            }

            foreach (var index in entity.GetIndexes())
            {
                var columns = string.Join('_', index.Properties.Select(property => Of(property.Name)));
                index.SetDatabaseName($"ix_{table}_{index.Name ?? columns}");
            }
        }
    }

    private static string Of(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}

using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>Writes the chosen prefix into the SQL of the migrations.</summary>
internal sealed class SqliteNamedMigrationsSqlGenerator : SqliteMigrationsSqlGenerator
{
    private readonly TableNames _names;

    public SqliteNamedMigrationsSqlGenerator(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
        : base(dependencies, annotations) => _names = ((InventoryDbContext)dependencies.CurrentContext.Context).Names;

    protected override void Generate(SqlOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(operation);
        operation.Sql = _names.Apply(operation.Sql);
        base.Generate(operation, model, builder);
    }
}

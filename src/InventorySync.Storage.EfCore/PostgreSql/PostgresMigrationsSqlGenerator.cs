using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Writes the chosen schema and prefix into the SQL of the migrations.</summary>
internal sealed class PostgresMigrationsSqlGenerator : NpgsqlMigrationsSqlGenerator
{
    private readonly TableNames _names;

#pragma warning disable EF1001 // The base class asks for its provider's own settings; there is no public way to hand them over.
    public PostgresMigrationsSqlGenerator(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
        : base(dependencies, options) => _names = ((InventoryDbContext)dependencies.CurrentContext.Context).Names;
#pragma warning restore EF1001

    protected override void Generate(SqlOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(operation);
        operation.Sql = _names.Apply(operation.Sql);
        base.Generate(operation, model, builder);
    }
}

namespace InventorySync.Testing.PostgreSql;

/// <summary>
/// On a test class (and what inherits it) or a single test: needs <see cref="PostgresCluster"/>, and is reported as skipped,
/// with the reason, where no PostgreSQL is installed.
/// </summary>
/// <remarks>Works for every kind of fact, those of an inherited suite too, in an assembly that names <see cref="PostgresTestFramework"/>.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresPostgreSqlAttribute : Attribute;

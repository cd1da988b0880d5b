using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace InventorySync.Testing.PostgreSql;

/// <summary>
/// xunit as it is, but that it skips what <see cref="RequiresPostgreSqlAttribute"/> marks where there is no PostgreSQL, and stops
/// the shared cluster when the assembly's last test has ended.
/// </summary>
/// <example><code>[assembly: TestFramework("InventorySync.Testing.PostgreSql.PostgresTestFramework", "InventorySync.Testing.PostgreSql")]</code></example>
public sealed class PostgresTestFramework : XunitTestFramework
{
    /// <summary>Made by xunit, by its name.</summary>
    /// <param name="messageSink">Where diagnostic messages go.</param>
    public PostgresTestFramework(IMessageSink messageSink)
        : base(messageSink)
    {
    }

    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor : XunitTestFrameworkExecutor
    {
        public Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink diagnostics)
            : base(assemblyName, sources, diagnostics)
        {
        }

        // xunit's own is async void too: the end of the run is told by a message, not by the call's end.
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions)
        {
            var chosen = PostgresCluster.Unavailable is { } reason ? testCases.Select(test => Needs(test) ? Skipped(test, reason) : test) : testCases;
            using var runner = new Runner(TestAssembly, [.. chosen], DiagnosticMessageSink, executionMessageSink, executionOptions);
            await runner.RunAsync();
        }

        private static bool Needs(IXunitTestCase test) =>
            test.TestMethod.TestClass.Class.GetCustomAttributes(typeof(RequiresPostgreSqlAttribute).AssemblyQualifiedName).Any()
            || test.TestMethod.Method.GetCustomAttributes(typeof(RequiresPostgreSqlAttribute).AssemblyQualifiedName).Any();

        private XunitSkippedDataRowTestCase Skipped(IXunitTestCase test, string reason) => new(
            DiagnosticMessageSink, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, test.TestMethod, reason, test.TestMethodArguments);
    }

    private sealed class Runner : XunitTestAssemblyRunner
    {
        public Runner(
            ITestAssembly assembly,
            IEnumerable<IXunitTestCase> tests,
            IMessageSink diagnostics,
            IMessageSink execution,
            ITestFrameworkExecutionOptions options)
            : base(assembly, tests, diagnostics, execution, options)
        {
        }

        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await base.BeforeTestAssemblyFinishedAsync();
            await PostgresCluster.StopSharedAsync();
        }
    }
}

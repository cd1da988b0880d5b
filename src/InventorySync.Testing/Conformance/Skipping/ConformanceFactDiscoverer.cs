using System.Diagnostics.CodeAnalysis;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace InventorySync.Testing.Conformance.Skipping;

/// <summary>Finds the test cases of <see cref="ConformanceFactAttribute"/>; xunit makes it by its name.</summary>
internal sealed class ConformanceFactDiscoverer : FactDiscoverer
{
    [SuppressMessage("Performance", "CA1812", Justification = "xunit makes it by its name.")]
    public ConformanceFactDiscoverer(IMessageSink diagnosticMessageSink)
        : base(diagnosticMessageSink)
    {
    }

    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) => new ConformanceTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

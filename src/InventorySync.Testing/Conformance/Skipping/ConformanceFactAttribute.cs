using Xunit;
using Xunit.Sdk;

namespace InventorySync.Testing.Conformance.Skipping;

/// <summary>A fact that may find out while it runs that it does not apply, and is then reported as skipped, with its reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("InventorySync.Testing.Conformance.Skipping.ConformanceFactDiscoverer", "InventorySync.Testing")]
internal sealed class ConformanceFactAttribute : FactAttribute;

using Xunit.Abstractions;
using Xunit.Sdk;

namespace InventorySync.Testing.Conformance.Skipping;

/// <summary>Runs one fact and turns a <see cref="DoesNotApplyException"/> into a skipped test.</summary>
internal sealed class ConformanceTestCase : XunitTestCase
{
    /// <summary>For xunit, which makes test cases anew from their serialised form.</summary>
    [Obsolete("For xunit's deserializer alone.")]
    public ConformanceTestCase()
    {
    }

    public ConformanceTestCase(IMessageSink diagnosticMessageSink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(diagnosticMessageSink, display, options, testMethod)
    {
    }

    public override async Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource)
    {
        // The bus stays xunit's: disposing of ours would close it.
#pragma warning disable CA2000
        var bus = new SkippingMessageBus(messageBus);
#pragma warning restore CA2000
        var summary = await base.RunAsync(diagnosticMessageSink, bus, constructorArguments, aggregator, cancellationTokenSource).ConfigureAwait(false);
        summary.Failed -= bus.Skipped;
        summary.Skipped += bus.Skipped;
        return summary;
    }
}

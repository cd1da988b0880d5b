using Xunit.Abstractions;
using Xunit.Sdk;

namespace InventorySync.Testing.Conformance.Skipping;

/// <summary>Passes messages on, a failure by <see cref="DoesNotApplyException"/> as a skipped test.</summary>
internal sealed class SkippingMessageBus : IMessageBus
{
    private readonly IMessageBus _inner;

    public SkippingMessageBus(IMessageBus inner) => _inner = inner;

    public int Skipped { get; private set; }

    public bool QueueMessage(IMessageSinkMessage message)
    {
        if (message is not ITestFailed failed || failed.ExceptionTypes.FirstOrDefault() != typeof(DoesNotApplyException).FullName)
        {
            return _inner.QueueMessage(message);
        }

        Skipped++;
        return _inner.QueueMessage(new TestSkipped(failed.Test, failed.Messages[0]));
    }

    public void Dispose() => _inner.Dispose();
}

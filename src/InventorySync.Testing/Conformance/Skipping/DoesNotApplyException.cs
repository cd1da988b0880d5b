namespace InventorySync.Testing.Conformance.Skipping;

/// <summary>Ends a fact that does not apply to what is tested.</summary>
internal sealed class DoesNotApplyException : Exception
{
    public DoesNotApplyException(string reason)
        : base(reason)
    {
    }
}

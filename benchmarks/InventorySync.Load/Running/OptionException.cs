namespace InventorySync.Load.Running;

/// <summary>An option's value is not permitted; the message names the option and what is.</summary>
internal sealed class OptionException : Exception
{
    public OptionException(string message)
        : base(message)
    {
    }
}

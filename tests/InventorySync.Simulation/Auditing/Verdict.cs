using System.Runtime.ExceptionServices;

namespace InventorySync.Simulation.Auditing;

/// <summary>
/// Keeps the first thing that went wrong until the world's own loop asks: what is found inside a call of the product can't be
/// thrown there, or the product would handle it as a failure of its store or channel.
/// </summary>
internal sealed class Verdict
{
    private ExceptionDispatchInfo? _fault;

    public void Report(Exception fault) => _fault ??= ExceptionDispatchInfo.Capture(fault);

    public void ThrowIfAny() => _fault?.Throw();

    /// <summary>Runs what may find something.</summary>
    public void Judge(Action check)
    {
        try
        {
            check();
        }
        catch (Exception fault)
        {
            Report(fault);
        }
    }

    /// <summary>Watches work that nobody awaits.</summary>
    public async void Watch(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception fault)
        {
            Report(fault);
        }
    }
}

using System.Reflection;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Publishing;

/// <summary>A store in which something happens once, right after a read of the ledger, as if another process had done it.</summary>
public class InterruptedLedger : DispatchProxy
{
    private object _inner = null!;
    private ILedgerStore? _ledger;
    private string _read = "";
    private Func<Task>? _interrupt;

    /// <param name="store">The store itself.</param>
    /// <param name="read">After which of the ledger's reads it happens.</param>
    /// <param name="interrupt">What happens.</param>
    public static IInventoryStore Around(IInventoryStore store, string read, Func<Task> interrupt)
    {
        var ledger = Create<ILedgerStore, InterruptedLedger>();
        var ofLedger = (InterruptedLedger)(object)ledger;
        (ofLedger._inner, ofLedger._read, ofLedger._interrupt) = (store.Ledger, read, interrupt);
        var whole = Create<IInventoryStore, InterruptedLedger>();
        var ofWhole = (InterruptedLedger)(object)whole;
        (ofWhole._inner, ofWhole._ledger) = (store, ledger);
        return whole;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_ledger is not null && targetMethod!.ReturnType == typeof(ILedgerStore))
        {
            return _ledger;
        }

        var result = targetMethod!.Invoke(_inner, args);
        return targetMethod.Name != _read ? result : result switch
        {
            Task<IReadOnlyList<Level>> levels => ThenInterruptAsync(levels),
            Task<IReadOnlyDictionary<Sku, long>> units => ThenInterruptAsync(units),
            _ => throw new InvalidOperationException($"{_read} is not a read that this test knows."),
        };
    }

    private async Task<T> ThenInterruptAsync<T>(Task<T> read)
    {
        var result = await read;
        var interrupt = Interlocked.Exchange(ref _interrupt, null);
        await (interrupt?.Invoke() ?? Task.CompletedTask);
        return result;
    }
}

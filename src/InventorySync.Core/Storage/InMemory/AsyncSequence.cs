using System.Runtime.CompilerServices;

namespace InventorySync.Storage.InMemory;

/// <summary>Shows what lies in memory as an asynchronous stream.</summary>
internal static class AsyncSequence
{
#pragma warning disable CS1998 // What lies in memory leaves nothing to await.
    public static async IAsyncEnumerable<T> From<T>(Func<IEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
#pragma warning restore CS1998
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var item in read())
        {
            yield return item;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}

using System.Text.Json;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Crash.Telling;

/// <summary>Writes what callers ask and hear. A line has left the process when its call returns, so that no kill takes it back.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class OutcomeLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;

    // No buffer: each write is a call of the operating system, which keeps it whatever becomes of the process.
    public OutcomeLog(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public void Asked(Ask ask) => Write(new Entry { Kind = EntryKind.Asked, Id = ask.Id, Ask = ask });

    public void Told(Ask ask, StockOutcome outcome) => Write(new Entry
    {
        Kind = EntryKind.Told,
        Id = ask.Id,
        Status = outcome.Status,
        IsRepeat = outcome.IsRepeat,
        Changes = outcome.Lines.Count == 0 ? null : [.. outcome.Lines.Select(line => Change.Of(line))],
    });

    public void Failed(Ask ask, Exception fault) => Write(new Entry
    {
        Kind = EntryKind.Failed,
        Id = ask.Id,
        Fault = $"{fault.GetType().Name}: {fault.Message}",
        IsTransient = fault is StorageException { IsTransient: true },
    });

    public void Dispose() => _file.Dispose();

    private void Write(Entry entry)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, LogJson.Default.Entry), (byte)'\n'];
        lock (_lock)
        {
            _file.Write(line);
        }
    }
}

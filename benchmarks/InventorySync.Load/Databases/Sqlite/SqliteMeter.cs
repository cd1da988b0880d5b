using System.Buffers.Binary;

namespace InventorySync.Load.Databases.Sqlite;

/// <summary>
/// Counts the frames of the write-ahead log. The file is written over from its start after each checkpoint, so that its length says
/// nothing: the number of the last frame, which stands in the log's index, is looked at every two milliseconds.
/// </summary>
/// <remarks>Format: https://sqlite.org/walformat.html, sections 1.3 and 2.1 (read 2026-11). The frames between the last look and a restart of the log are missed.</remarks>
internal sealed class SqliteMeter : IDatabaseMeter
{
    private const int FrameHeader = 24;

    private readonly CancellationTokenSource _end = new();
    private readonly string _index;
    private readonly Task _watch;
    private FileStream? _open;
    private long _bytes;
    private uint _last;

    public SqliteMeter(string file)
    {
        _index = file + "-shm";
        _watch = WatchAsync();
    }

    public ValueTask<DatabaseReading> ReadAsync() => ValueTask.FromResult(new DatabaseReading(Interlocked.Read(ref _bytes), null));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watch;
        _open?.Dispose();
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!_end.IsCancellationRequested)
        {
            Look();
            try
            {
                await timer.WaitForNextTickAsync(_end.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Look()
    {
        if (_open is null)
        {
            if (!File.Exists(_index))
            {
                return;
            }

            _open = new FileStream(_index, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }

        Span<byte> header = stackalloc byte[20];
        if (RandomAccess.Read(_open.SafeFileHandle, header, 0) < header.Length)
        {
            return;
        }

        // The index is in the machine's own byte order, which is little-endian wherever .NET runs.
        var pageSize = BinaryPrimitives.ReadUInt16LittleEndian(header[14..]);
        var last = BinaryPrimitives.ReadUInt32LittleEndian(header[16..]);
        var frames = last >= _last ? last - _last : last;
        _last = last;
        Interlocked.Add(ref _bytes, frames * (long)((pageSize == 1 ? 65_536 : pageSize) + FrameHeader));
    }
}

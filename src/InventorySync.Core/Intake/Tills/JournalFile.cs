using Microsoft.Win32.SafeHandles;

namespace InventorySync.Intake.Tills;

/// <summary>A file of lines that only grows at its end, until it is emptied. Works on the caller's thread.</summary>
/// <remarks>Not safe for use by several threads at once.</remarks>
internal sealed class JournalFile : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private readonly SafeFileHandle _file;

    private JournalFile(SafeFileHandle file) => _file = file;

    /// <summary>Bytes of whole lines.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes after the last whole line that were cut off when the file was opened.</summary>
    public long TornBytes { get; private init; }

    /// <summary>Opens the file for this process alone, and cuts off what a crash left of a line.</summary>
    public static JournalFile Open(string path)
    {
        // Shared with nobody: only then is the file locked on every operating system.
        var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var found = RandomAccess.GetLength(file);
            var length = EndOfLastLine(file, found);
            if (length < found)
            {
                // Before anything is appended, or the next line would be glued to the torn one.
                RandomAccess.SetLength(file, length);
                RandomAccess.FlushToDisk(file);
            }

            return new JournalFile(file) { Length = length, TornBytes = found - length };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Appends a line; durable on return.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        try
        {
            RandomAccess.Write(_file, line, Length);
            RandomAccess.FlushToDisk(_file);
        }
        catch (IOException)
        {
            // A disk that is full leaves part of the line: the next one must not follow it.
            RandomAccess.SetLength(_file, Length);
            throw;
        }

        Length += line.Length;
    }

    /// <summary>Empties the file; durable on return.</summary>
    public void Clear()
    {
        RandomAccess.SetLength(_file, 0);
        RandomAccess.FlushToDisk(_file);
        Length = 0;
    }

    /// <summary>Whether a line begins at <paramref name="offset"/>, or the file ends there.</summary>
    public bool IsLineStart(long offset) => offset == 0 || (offset > 0 && offset <= Length && ReadByte(offset - 1) == (byte)'\n');

    /// <summary>Reads the whole lines of one block from <paramref name="offset"/> on; none where the file ends there.</summary>
    /// <returns>At least one line, each with its line feed.</returns>
    public List<byte[]> ReadLines(long offset)
    {
        var lines = new List<byte[]>();
        for (var size = BlockSize; lines.Count == 0 && offset < Length; size *= 2)
        {
            var block = Read(offset, (int)Math.Min(size, Length - offset));
            for (var rest = block.AsSpan(); rest.IndexOf((byte)'\n') is >= 0 and var end; rest = rest[(end + 1)..])
            {
                lines.Add(rest[..(end + 1)].ToArray());
            }
        }

        return lines;
    }

    public void Dispose() => _file.Dispose();

    private static long EndOfLastLine(SafeFileHandle file, long length)
    {
        var block = new byte[BlockSize];
        for (var end = length; end > 0;)
        {
            var start = Math.Max(0, end - block.Length);
            var part = block.AsSpan(0, (int)(end - start));
            Fill(file, part, start);
            var at = part.LastIndexOf((byte)'\n');
            if (at >= 0)
            {
                return start + at + 1;
            }

            end = start;
        }

        return 0;
    }

    private static void Fill(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
            {
                throw new EndOfStreamException("The journal became shorter while it was read; another program writes to it.");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    private byte[] Read(long offset, int count)
    {
        var bytes = new byte[count];
        Fill(_file, bytes, offset);
        return bytes;
    }

    private byte ReadByte(long offset) => Read(offset, 1)[0];
}

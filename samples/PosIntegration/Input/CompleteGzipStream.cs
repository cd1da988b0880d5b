using System.IO.Compression;

namespace PosIntegration.Input;

/// <summary>Unpacks a gzip file and fails where the file stops before its end.</summary>
/// <remarks>
/// <see cref="GZipStream"/> takes the end of the file for the end of the data, so a file cut in the middle reads as a shorter
/// one. Here a small gzip member with a known text is put behind the file: it comes out at the end if, and only if, the
/// last member before it was whole. Its text is held back from the reader.
/// </remarks>
internal sealed class CompleteGzipStream : Stream
{
    private static readonly byte[] Mark = "\0end of file 5f0c1d7a\0"u8.ToArray();

    private readonly ThenStream _packed;
    private readonly GZipStream _unpacked;
    private readonly byte[] _held = new byte[16 * 1024];
    private int _heldCount;
    private bool _ended;

    public CompleteGzipStream(Stream packed)
    {
        _packed = new ThenStream(packed, new MemoryStream(Packed(Mark)));
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="EndOfStreamException">The file ends before its data does.</exception>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        // What could be the mark stays in hand until more has come behind it.
        while (!_ended && _heldCount <= Mark.Length)
        {
            var read = Unpack(_held.AsSpan(_heldCount));
            _heldCount += read;
            _ended = read == 0;
        }

        if (_ended && !_held.AsSpan(0, _heldCount).EndsWith(Mark))
        {
            throw new EndOfStreamException();
        }

        var given = Math.Min(buffer.Length, _heldCount - Mark.Length);
        _held.AsSpan(0, given).CopyTo(buffer);
        _held.AsSpan(given, _heldCount - given).CopyTo(_held);
        _heldCount -= given;
        return given;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Unpack(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (InvalidDataException fault) when (_packed.IsPastFirst)
        {
            // The data went on into the mark: nothing in the file itself was wrong but its end.
            throw new EndOfStreamException(fault.Message, fault);
        }
    }

    private static byte[] Packed(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(data);
        }

        return packed.ToArray();
    }

    /// <summary>One stream, then another.</summary>
    private sealed class ThenStream : Stream
    {
        private readonly Stream _first;
        private readonly Stream _second;

        public ThenStream(Stream first, Stream second)
        {
            _first = first;
            _second = second;
        }

        public bool IsPastFirst { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (!IsPastFirst && _first.Read(buffer) is > 0 and var read)
            {
                return read;
            }

            IsPastFirst = true;
            return _second.Read(buffer);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _first.Dispose();
                _second.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

using System.Security.Cryptography;
using System.Text;
using InventorySync.Stock;

namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>
/// The 16 bytes under which an operation is found: of a UUID its own, of a caller's text the first half of its SHA-256. The
/// text stands beside the key and is compared on a hit, so that even two texts of one hash would not be taken for each other.
/// </summary>
internal static class OperationKey
{
    public const int Length = 16;

    /// <summary>The key, and the text to keep beside it: null for a UUID.</summary>
    public static string? Write(in OperationId id, Span<byte> key)
    {
        if (id.TryGetUuid(out var uuid))
        {
            // Big-endian, so that UUIDs of version 7 sort by time and land on the same page of the index.
            uuid.TryWriteBytes(key, bigEndian: true, out _);
            return null;
        }

        var text = id.ToString();
        Span<byte> utf8 = stackalloc byte[OperationId.LengthMax * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
        hash[..Length].CopyTo(key);
        return text;
    }

    public static byte[] Of(in OperationId id)
    {
        var key = new byte[Length];
        Write(id, key);
        return key;
    }

    /// <summary>The same 16 bytes as a number of PostgreSQL's type uuid.</summary>
    public static Guid ToUuid(in OperationId id, out string? text)
    {
        text = null;
        if (!id.TryGetUuid(out var uuid))
        {
            Span<byte> key = stackalloc byte[Length];
            text = Write(id, key);
            uuid = new Guid(key, bigEndian: true);
        }

        return uuid;
    }

    public static OperationId ToId(ReadOnlySpan<byte> key, string? text) =>
        text is null ? new OperationId(new Guid(key, bigEndian: true)) : new OperationId(text);
}

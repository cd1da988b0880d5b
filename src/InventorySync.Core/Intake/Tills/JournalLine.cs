using System.Globalization;
using System.Numerics;
using System.Text;

namespace InventorySync.Intake.Tills;

/// <summary>Writes and reads one line of a journal: <c>{"crc":"89abcdef","sale":{…}}</c> and a line feed. Pure.</summary>
/// <remarks>The checksum (CRC-32C) is over the bytes of the sale: a line is valid JSON, and what a failing disk made of it is still noticed.</remarks>
internal static class JournalLine
{
    private const int ChecksumLength = 8;

    private static ReadOnlySpan<byte> Head => "{\"crc\":\""u8;

    private static ReadOnlySpan<byte> Neck => "\",\"sale\":"u8;

    private static ReadOnlySpan<byte> Foot => "}\n"u8;

    public static byte[] Write(TillSale sale)
    {
        var json = SalePayload.Write(sale);
        var checksum = Encoding.ASCII.GetBytes(Checksum(json).ToString("x8", CultureInfo.InvariantCulture));
        return [.. Head, .. checksum, .. Neck, .. json, .. Foot];
    }

    /// <summary>The sale; null where the line is not one that <see cref="Write"/> wrote.</summary>
    /// <param name="line">The line with its line feed.</param>
    public static TillSale? Read(ReadOnlySpan<byte> line)
    {
        var jsonAt = Head.Length + ChecksumLength + Neck.Length;
        if (line.Length < jsonAt + Foot.Length
            || !line.StartsWith(Head)
            || !line[(Head.Length + ChecksumLength)..].StartsWith(Neck)
            || !line.EndsWith(Foot)
            || !uint.TryParse(line.Slice(Head.Length, ChecksumLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var checksum))
        {
            return null;
        }

        var json = line[jsonAt..^Foot.Length];
        return Checksum(json) == checksum ? SalePayload.Read(json) : null;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace InventorySync.Load.Workload;

/// <summary>
/// Names a sale so that the verifier can read from its key who sold it: worker, caller, and the number of the call, mixed so that
/// nothing of their order is left.
/// </summary>
/// <remarks>The mixing is one to one on 62 bits, as many as a UUID of version 7 leaves.</remarks>
internal readonly record struct SaleId(int Worker, int Caller, long Call)
{
    public const int WorkersMax = 1 << 10;
    public const int CallersMax = 1 << 12;

    private const string Prefix = "receipt-";
    private const ulong Mask = (1UL << 62) - 1;
    private const ulong Multiplier = 0x1E37_79B9_7F4A_7C15;
    private const ulong Second = 0x14D0_49BB_1331_11EB;

    // Their products with the constants above are 1 modulo 2^62.
    private static readonly ulong MultiplierInverse = Inverse(Multiplier);
    private static readonly ulong SecondInverse = Inverse(Second);

    private ulong Mixed => Mix(((ulong)Worker << 52) | ((ulong)Caller << 40) | (ulong)Call);

    /// <summary>36 characters in no order.</summary>
    public string ToText() => string.Create(Prefix.Length + 28, Mixed, static (text, mixed) =>
    {
        Prefix.CopyTo(text);
        mixed.TryFormat(text[Prefix.Length..], out _, "x16", CultureInfo.InvariantCulture);
        Check(mixed).TryFormat(text[(Prefix.Length + 16)..], out _, "x12", CultureInfo.InvariantCulture);
    });

    /// <summary>A UUID of version 7.</summary>
    public Guid ToUuid(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        var check = (ushort)(Check(Mixed) & 0xFFF);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | check));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (1UL << 63) | Mixed);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Reads a key of either form.</summary>
    public static bool TryRead([NotNullWhen(true)] string? key, out SaleId id)
    {
        id = default;
        if (Guid.TryParseExact(key, "D", out var uuid))
        {
            return TryRead(uuid, out id);
        }

        if (key is null || key.Length != Prefix.Length + 28 || !key.StartsWith(Prefix, StringComparison.Ordinal)
            || !ulong.TryParse(key.AsSpan(Prefix.Length, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mixed)
            || !ulong.TryParse(key.AsSpan(Prefix.Length + 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var check)
            || Check(mixed) != check)
        {
            return false;
        }

        id = Unmix(mixed);
        return true;
    }

    public static bool TryRead(Guid uuid, out SaleId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        var mixed = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & Mask;
        id = Unmix(mixed);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) == (0x7000 | (Check(mixed) & 0xFFF));
    }

    private static ulong Mix(ulong value)
    {
        value = ((value ^ (value >> 31)) * Multiplier) & Mask;
        value = ((value ^ (value >> 31)) * Second) & Mask;
        return value ^ (value >> 31);
    }

    private static SaleId Unmix(ulong value)
    {
        value ^= value >> 31;
        value = (value * SecondInverse) & Mask;
        value ^= value >> 31;
        value = (value * MultiplierInverse) & Mask;
        value ^= value >> 31;
        return new SaleId((int)(value >> 52), (int)((value >> 40) & (CallersMax - 1)), (long)(value & ((1UL << 40) - 1)));
    }

    private static ulong Check(ulong mixed) => (Mix(mixed ^ 0x2545_F491_4F6C_DD1D) >> 7) & 0xFFFF_FFFF_FFFF;

    // Newton's iteration: each step doubles the bits that are right.
    private static ulong Inverse(ulong odd)
    {
        var inverse = odd;
        for (var i = 0; i < 6; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse & Mask;
    }
}
